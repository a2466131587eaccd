import { describe, expect, test } from "vitest";
import { identify } from "../../src/adopt/read/identity.ts";
import type { Piece } from "../../src/adopt/word/piece.ts";
import { proveGuide } from "../../src/adopt/write/prove-guide.ts";
import { about, adopt, adopted, partials, read } from "./small-catalog.ts";

const OPTIONS = ["--rm", "-it --rm", "--rm -p 1:1", "--rm", "-d", "--rm -v oil:/oil"];
const sample = (name: string, index: number) =>
  `\`\`\`bash\ndocker run ${OPTIONS[index]} dhi.io/${name}:<tag>\n\`\`\`\n`;

describe("use cases", () => {
  const rooms = (name: string, index: number) =>
    `${about(name)}## Common ${name} use cases\n\n### Light ${index} rooms\n\nHang ${name} in room ${index}.\n\n${sample(name, index)}\nThen look, ${name}.\n\n### Guide ships\n\nPut ${name} on rock ${index}.\n`;

  test("name the partials that say some of them", () => {
    const root = adopted(rooms);
    expect(partials(root)).toContain("docker-run.hbs");
    expect(read(root, "images/berta.yaml")).toMatch(
      /useCases:\n +- title: Light 1 rooms\n +parts:\n +- text: \|\n +Hang berta in room 1\.\n +- partial: docker-run\n +parameters:\n +options: -it --rm\n +- text: \|\n +Then look, berta\.\n +- title: Guide ships\n +text: \|/,
    );
  });

  test("count as their author's lines, but for their headings and what partials say", () => {
    const root = adopted(rooms);
    const [first] = adopt(root, true).guides;
    // Three texts with the empty lines behind them.
    expect(first?.lines()).toEqual({ shared: 14, near: 0, own: 6 });
  });

  test("are adopted again without a change", () => {
    const root = adopted(rooms);
    expect(adopt(root, true).write()).toEqual([]);
  });

  test("may have subsections that are shared", () => {
    const care = "Trim the wick each morning, and fill it with clean oil to two fingers below the rim.";
    const root = adopted(
      (name, index) =>
        `${about(name)}## Common ${name} use cases\n\n### Light ${index} rooms\n\nHang ${name} in room ${index}.\n\n#### Care\n\n${care}\n`,
    );
    expect(partials(root)).toContain("care.hbs");
    expect(read(root, "images/berta.yaml")).toMatch(
      /parts:\n +- text: \|\n +Hang berta in room 1\.\n +- partial: care\n/,
    );
  });

  test("whose partials do not give them again are their author's own, while the section stays", () => {
    const useCase: Piece = {
      kind: "shared",
      partial: "docker-run",
      level: 2,
      parameters: {},
      facts: new Map(),
      changes: [],
      lines: ["Light it."],
    };
    const section: Piece = {
      ...useCase,
      partial: "use-cases",
      useCases: [[useCase]],
      lines: ["## Uses", "", "Light it."],
    };
    const text = "## Uses\n\nLight it.\n";
    const proved = proveGuide(text, identify("alma", text, "<your-namespace>"), [section], (_, pieces) => ({
      composed: { layout: "guide", descriptor: "", prose: new Map() },
      proof: {
        text: pieces.some((piece) => piece.kind === "shared" && piece.useCases) ? "## Uses\n\nLight them.\n" : text,
        sections: [],
        edits: { omit: [], order: [], replace: [], add: [], parameters: [], changes: [] },
      },
    }));
    expect("pieces" in proved && proved.pieces).toMatchObject([{ kind: "shared", partial: "use-cases" }]);
  });
});
