import { expect, test } from "vitest";
import { abstractor, findTitle, identify } from "../../src/adopt/read/identity.ts";

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
  expect(findTitle(name, text)).toBe(title);
});

test("a title that is the name is a title in prose, and a name in code", () => {
  const abstract = abstractor(identify("oil-lamp", "Light oil-lamp. Hang oil-lamp.", "acme"));
  expect(abstract("Run `oil-lamp up`, then hang oil-lamp.", false)).toBe("Run `{{name}} up`, then hang {{title}}.");
  expect(abstract("```\noil-lamp up\n```", false)).toBe("```\n{{name}} up\n```");
});
