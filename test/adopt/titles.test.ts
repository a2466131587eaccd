import { expect, test } from "vitest";
import { adopt, catalog, put, read } from "./small-catalog.ts";
import { abstractor, identify } from "../../src/adopt/read/identity.ts";

test.each([
  [
    "the spelling that the guide has most often",
    "oil-lamp",
    "The Oil Lamp burns. An oil lamp smokes. The Oil Lamp!",
    "Oil Lamp",
  ],
  ["a name that people write apart", "oillamp", "Light the Oil Lamp, then hang the Oil Lamp.", "Oil Lamp"],
  ["words of the image's name, where the guide never says it", "oil-lamp", "It burns.", "Oil Lamp"],
  ["the name, where the guide calls the image by it", "oil-lamp", "Light oil-lamp. Hang oil-lamp.", "oil-lamp"],
  [
    "the name, where a title is a slip",
    "oil-lamp",
    "oil-lamp, oil-lamp, oil-lamp, oil-lamp and once an Oil Lamp",
    "oil-lamp",
  ],
  ["no spelling of code", "oil-lamp", "Run `oil-lamp` with `oil-lamp --up`, says Oil Lamp.", "Oil Lamp"],
])("a title is %s", (_, name, text, title) => {
  expect(identify(name, text, "acme").title).toBe(title);
});

test.each([
  [
    "that the guide has, also where it spells the name otherwise",
    "Light the Lamp (Oil). Hang the Oil Lamp.",
    "Lamp (Oil)",
  ],
  ["where the guide never says the name", "It burns.", "Lamp (Oil)"],
  ["but not where the guide says something else", "Hang the Oil Lamp.", "Oil Lamp"],
])("a title is what the catalog calls the image %s", (_, text, title) => {
  expect(identify("oil-lamp", text, "acme", "Lamp (Oil)").title).toBe(title);
});

test.each([
  ["metadata:\n  display-name: Lamp (Oil)\n", "Lamp (Oil)"],
  ["metadata:\n  display-name: '# Lamp'\n", "Alma"],
  ["metadata:\n  display-name: [a]\n", "Alma"],
  ["metadata: [", "Alma"],
  ["", "Alma"],
])("a title comes from the guide's info.yaml: %j", (info, title) => {
  const root = catalog({ alma: "## Start\n\nIt burns.\n" });
  put(root, "image/alma/info.yaml", info);
  adopt(root).write();
  expect(read(root, "images/alma.yaml")).toContain(`\ntitle: ${title}\n`);
});

test("a title that is the name is a title in prose, and a name in code", () => {
  const abstract = abstractor(identify("oil-lamp", "Light oil-lamp. Hang oil-lamp.", "acme"));
  expect(abstract("Run `oil-lamp up`, then hang oil-lamp.", false)).toBe("Run `{{name}} up`, then hang {{title}}.");
  expect(abstract("```\noil-lamp up\n```", false)).toBe("```\n{{name}} up\n```");
});
