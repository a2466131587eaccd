import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, minimal, record } from "../support/project.ts";

/** A project of images whose `info.yaml` calls them otherwise. */
const project = (names: readonly string[], displayName: (title: string) => string) =>
  makeProject(
    Object.fromEntries(
      names.flatMap((name) => {
        const text = minimal(name, `overview: { website: "https://example.org/${name}/" }\n`);
        const title = /^title: (.*)$/m.exec(text)?.[1] ?? "";
        const info = `metadata:\n  display-name: "${displayName(title)}"\n  home-url: https://EXAMPLE.org/${name}\n`;
        return [
          [`images/${name}.yaml`, text],
          [`images/${name}/info.yaml`, info],
        ];
      }),
    ),
  );

test("letter case and a final slash are no difference", async () => {
  const context = record();
  await build(
    [],
    { root: project(["a", "b"], (title) => title.toUpperCase()), reporter: "json", quiet: true },
    context,
  );
  expect(context.stdout()).not.toContain("info-differs");
});

test("many are one counted note for a person, and each for a machine", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const root = project(names, (title) => `${title} Server`);
  const [person, machine] = [record(), record()];
  await build([], { root, reporter: "pretty", quiet: true }, person);
  expect(person.stderr().match(/ info-differs$/gm)).toHaveLength(1);
  expect(person.stderr()).toContain("1 of 5 in 5 files");
  await build([], { root, reporter: "json", quiet: true, force: true }, machine);
  expect(machine.stdout().match(/"info-differs"/g)).toHaveLength(5);
});

test("a character that nobody sees is spelled out", async () => {
  const context = record();
  const root = project(["a"], (title) => `\u2060${title}`);
  await build([], { root, reporter: "pretty", quiet: true }, context);
  expect(context.stderr()).toContain('and "<U+2060>');
  expect(context.stderr()).not.toContain("\u2060");
});
