import { describe, expect, test } from "vitest";
import { startPage, startSection } from "./start-page.ts";

const ALL = `
start:
  mode: foreground
  notes:
    - One.
    - note: Two.
    - tip: Three.
    - important: Four.
    - warning: Five.
    - caution: "- Six."
    - paragraph: Seven.
    - { tip: { file: eight.md } }
    - { file: eight.md }
useCases:
  - { title: A case, text: Text., notes: [{ paragraph: "As above." }, { warning: Not so. }, Plain.] }
`;
const FILES = {
  "images/app/eight.md": "Eight\nlines.\n",
  "templates/own.hbs": '{{> start language="bash"}}\n{{> use-cases}}\n',
};

describe("what stands below a sample", () => {
  test("has its label, or none, in its order", () => {
    const { text, findings } = startPage(ALL, FILES);
    expect(findings).toEqual([]);
    const [, below = ""] = startSection(text).split("```bash\ndocker run --rm dhi.io/app:<tag>\n```\n\n");
    expect(below).toBe(
      [
        "**Note**: One.",
        "**Note**: Two.",
        "**Tip**: Three.",
        "**Important**: Four.",
        "**Warning**: Five.",
        "**Caution**:",
        "- Six.",
        "Seven.",
        "**Tip**: Eight lines.",
        "**Note**: Eight lines.\n",
      ].join("\n\n"),
    );
    expect(text).toContain("As above.\n\n**Warning**: Not so.\n\n**Note**: Plain.\n");
  });

  test("takes a note's own wording from a project's partial that knows a text alone", () => {
    const { text, findings } = startPage(ALL, {
      ...FILES,
      "templates/partials/note.hbs": "{{!--\nA note.\n@param text  what it says\n--}}\n> {{text}}\n\n",
    });
    expect(findings).toEqual([]);
    expect(text).toContain("> One.\n");
    expect(text).toContain("**Tip**: Three.");
  });

  test("is found where a project's section prints notes alone", () => {
    const own =
      "{{!--\nStart.\n@param [language=]  the fence's\n--}}\n## Start it\n\n{{#each start.notes}}\n{{> note text=this}}\n{{/each}}\n\n{{#each start.command}}\n{{this}}\n{{/each}}\n";
    const { text, findings } = startPage("start: { mode: stdin, notes: [One., { tip: Two. }] }\n", {
      "templates/partials/start.hbs": own,
      "templates/own.hbs": "{{> start}}\n",
    });
    expect(text).toContain("**Note**: One.");
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "field-unused unexpected start.notes[1], of which no section of a page says anything",
    ]);
  });
});

describe("a notice that is for some versions begins on the line that says so", () => {
  const TEXTS = ["One.\n\nTwo.", "- a\n- b", "| a |\n| - |\n| b |", "```sh\nls\n```", "> Said.", "<div>\n</div>"];
  test.each(["note", "tip", "paragraph"].flatMap((kind) => TEXTS.map((said) => [kind, said] as const)))(
    "%s %j",
    (kind, said) => {
      const notices = JSON.stringify([{ [kind]: said, when: { from: "18" } }]);
      const { text, findings } = startPage(`start: { mode: foreground, notes: ${notices} }\n`);
      expect(findings).toEqual([]);
      const below = startSection(text).split("```\n\n").slice(1).join("```\n\n");
      const label = kind === "paragraph" ? "" : `**${kind === "tip" ? "Tip" : "Note"}**: `;
      const behind = said.startsWith("One") ? " " : "\n\n";
      const first = said.split("\n")[0] ?? "";
      expect(below.startsWith(`${label}From 18:${behind}${first.replace("| a |", "| a   |").trim()}`)).toBe(true);
    },
  );
});
