import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { read, record } from "../support/project.ts";
import { driftProject, entry, made, write } from "./drift-project.ts";

/* Drift of blocks that a descriptor's change takes from a partial. */

const descriptor = `sections:
  changes:
    using:
      - after: By default
        add: { partial: using-tags }
      - replace: Debugging
        with: { partial: using-debugging }
`;
const TAGS = "To see all images of App, select the Tags tab of dhi.io/app:<tag>.";
const ROW = "| Debugging | Use Docker Debug in the container |";

function project(tags: string, published: string, row = ROW) {
  const entries = [
    entry(TAGS, published, { block: 4, kind: "format" }),
    entry(ROW, "| Debug | Debug the container |", { block: "Debugging" }),
  ];
  const root = driftProject(entries, { descriptor });
  write(root, {
    "templates/partials/using-tags.hbs": `${tags}\n`,
    "templates/partials/using-debugging.hbs": `${row}\n`,
  });
  return root;
}

const SHARED = "To see all images of {{title}}, select\nthe Tags tab of {{reference}}.";
const PUBLISHED = "To see all images of App, select the **Tags** tab of dhi.io/app:<tag>.";

describe("a block of a partial that a change names", () => {
  test("is worded as the page does, on the mirror as well", () => {
    const root = project(SHARED, PUBLISHED);
    const { page, findings } = made(root);
    expect(findings).toEqual([]);
    expect(page).toContain(`nonroot user.\n\n${PUBLISHED}\n\n- Install`);
    expect(page).toMatch(/\| Debug +\| Debug the container +\|/);
    expect(made(root, { registry: "mirror" }).page).toContain("the **Tags** tab of <your-namespace>/dhi-app:<tag>.");
  });

  test("follows where the partial is reworded elsewhere, and the finding names the partial", () => {
    const { page, findings } = made(project(SHARED.replace("all images", "each image"), PUBLISHED));
    expect(page).toContain("To see each image of App, select the **Tags** tab of dhi.io/app:<tag>.");
    expect(findings).toEqual(["drift-merged templates/partials/using-tags.hbs:1"]);
  });

  test("can be taken over into the partial", async () => {
    const published = TAGS.replace("Tags", "**Tags**").replace("dhi.io/app:<tag>", "the repository");
    const shared = TAGS.replace("dhi.io/app:<tag>", "the repository");
    const root = driftProject([entry(shared, published, { block: 4, kind: "format" })], {
      descriptor: descriptor.split("      - replace")[0] ?? "",
    });
    write(root, { "templates/partials/using-tags.hbs": `${shared}\n` });
    const before = made(root).page;
    const line = ["node", "dhi-guides", "drift", "take", "--root", root, "--section", "using", "--block", "To see"];
    expect(await runProgram([...line, "--write"], record())).toBe(0);
    expect(read(root, "templates/partials/using-tags.hbs").replace(/\s+/g, " ")).toBe(`${published} `);
    expect(made(root)).toMatchObject({ page: before, findings: [] });
  });
});
