import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { imageSchema } from "../../src/descriptor/image-schema.ts";
import type { Descriptor } from "../../src/descriptor/descriptor.ts";
import { composeSample } from "../../src/guide/compose-sample.ts";
import { firstRun, furtherRuns, runCommand } from "../../src/guide/run-command.ts";
import { createComposeValidator } from "../../src/verify/code/compose-schema.ts";
import { shellCommandsIn } from "../../src/verify/parsed/shell-script.ts";

/* A sample is read back as the shell, or Compose, reads it: it gives the facts that it was made from. */

const validate = createComposeValidator();

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const path = fc.stringMatching(/^\/[a-z]{1,8}(\/[a-z.]{1,5})?$/);
/** Text in which no `$` is followed by what a shell would read. */
const value = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme-ascii", maxLength: 4 }),
      fc.constantFrom('"', "\\", "`", "'", "$", ": ", " #", "ü", "yes", "1.0", "-", "{}", "*", "!"),
    ),
  )
  .map((parts) =>
    parts
      .join("")
      .replace(/<(?=[A-Za-z])|\{(?=\{)/g, "")
      .replace(/\$(?=[\w({$*@#?!-])/g, ""),
  );
const quoted = value.map((text) => ({ text, word: `'${text.replaceAll("'", String.raw`'\''`)}'` }));
const mode = fc.constantFrom(
  "detached" as const,
  "interactive" as const,
  "foreground" as const,
  "stdin" as const,
  undefined,
);

const facts = fc.record({
  ports: fc.uniqueArray(fc.integer({ min: 1, max: 65535 }).map(String), { maxLength: 3 }),
  env: fc.uniqueArray(fc.record({ name, value }), { maxLength: 4, selector: (each) => each.name }),
  volumes: fc.uniqueArray(
    fc.record({ path, source: fc.constantFrom("data", "./a", "/srv/a"), readOnly: fc.boolean() }),
    {
      maxLength: 3,
      selector: (each) => each.path,
    },
  ),
  args: fc.array(quoted, { maxLength: 3 }),
  mode,
  container: fc.option(fc.stringMatching(/^[a-z0-9][\w.-]{1,8}$/), { nil: undefined }),
  publish: fc.option(fc.boolean(), { nil: undefined }),
});
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

const descriptorOf = ({ ports, env, volumes, args, mode, container, publish }: Facts) =>
  ({
    name: "app",
    title: "App",
    ports,
    env,
    volumes,
    args: args.map(({ word }) => word),
    start: { compose: true, mode, container, publish },
  }) as Descriptor;

const FLAGS = { detached: ["-d"], interactive: ["--rm", "-it"], foreground: ["--rm"], stdin: ["--rm", "-i"] };

/** The words of a sample, as a shell reads them. */
function wordsOf(descriptor: Descriptor): string[] {
  const sample = runCommand(firstRun(descriptor, "dhi.io/", String))
    .map(({ text }) => text)
    .join("\n");
  const commands = shellCommandsIn(sample.replaceAll("\\\n", " "), 0);
  expect(commands).toHaveLength(1);
  return commands[0]?.words.map(({ text }) => text) ?? [];
}

describe("the facts come back", () => {
  test("from the run sample", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { ports, env, volumes, args, container, publish } = given;
        const used = given.mode ?? (ports.length > 0 ? "detached" : "interactive");
        const named = container ?? (used === "detached" ? "app" : undefined);
        expect(wordsOf(descriptorOf(given))).toEqual([
          "docker",
          "run",
          ...FLAGS[used],
          ...(named === undefined ? [] : ["--name", named]),
          ...(publish === false ? [] : ports.flatMap((port) => ["-p", `${port}:${port}`])),
          ...env.flatMap((each) => ["-e", `${each.name}=${each.value}`]),
          ...volumes.flatMap((each) => ["-v", `${each.source}:${each.path}${each.readOnly ? ":ro" : ""}`]),
          "dhi.io/app:<tag>",
          ...args.map(({ text }) => text),
        ]);
      }),
    );
  });

  test("from the Compose sample, which Compose takes", async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (given) => {
        const { ports, env, volumes, args, container, publish } = given;
        const descriptor = descriptorOf(given);
        const { lines, problems } = composeSample(firstRun(descriptor, "dhi.io/", String), descriptor);
        expect(problems).toEqual([]);
        const sample = lines.map(({ text }) => text).join("\n");
        const file = parse(sample) as { services: { app: Record<string, unknown> } };
        expect(parse(sample, { version: "1.1" })).toEqual(file);
        expect(await validate(file)).toEqual([]);
        const { app } = file.services;
        const literal = (text: string) => text.replaceAll("$", "$$$$");
        expect(app["container_name"]).toBe(container);
        expect(app["environment"] ?? {}).toEqual(
          Object.fromEntries(env.map((each) => [each.name, literal(each.value)])),
        );
        expect(app["ports"] ?? []).toEqual(publish === false ? [] : ports.map((port) => `${port}:${port}`));
        expect(app["volumes"] ?? []).toEqual(
          volumes.map((each) => `${each.source}:${each.path}${each.readOnly ? ":ro" : ""}`),
        );
        expect(app["command"] ?? []).toEqual(args.map(({ text }) => literal(text)));
      }),
    );
  });

  test("from a further command, those that it names", () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        ({ env, volumes, args, mode: used }, picks) => {
          const shown = env.filter((_, index) => picks[index]);
          const mounted = volumes.filter((_, index) => picks[index + 4]);
          const further = {
            text: "A.",
            mode: used,
            env: shown.map((each) => each.name),
            volumes: mounted.map((each) => each.path),
            args: args.map(({ word }) => word),
          };
          const [run] = furtherRuns(
            { name: "app", title: "App", env, volumes, start: { further: [further] } } as unknown as Descriptor,
            "",
            String,
          );
          expect(run?.env.map(({ fact }) => fact)).toEqual(shown);
          expect(run?.volumes.map(({ fact }) => fact.path)).toEqual(mounted.map((each) => each.path));
          expect(run?.mode).toBe(used ?? "foreground");
        },
      ),
    );
  });
});

test("what the schema takes for a container or a tag is one word to a shell, and no option", () => {
  const word = (field: string) =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme-ascii" }), fc.stringMatching(/^[-\w.<> ;$]{0,12}$/)), (text) => {
        const taken = imageSchema.safeParse({ name: "app", title: "App", start: { [field]: text } }).success;
        if (!taken) return;
        expect(text).not.toMatch(/^-|\s/);
        expect(shellCommandsIn(`docker ${text}`, 0).map(({ words }) => words.map((each) => each.text))).toEqual([
          ["docker", text],
        ]);
      }),
    );
  word("container");
  word("tag");
});
