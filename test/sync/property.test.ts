import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { withoutFacts } from "../../src/sync/compare.ts";
import { imageOf } from "./image-of.ts";

const NO_CHARTS = { chartNames: undefined };
const HEAD = "name: app\ntitle: App\n";

describe("for every descriptor and every set of definitions", () => {
  const word = fc.constantFrom("a", "b-1", "c: d", "#x", "- y", "it's", '"q"', "true", "1.10", "x, y", "{z}", "/p/q");
  const port = fc.constantFrom("80", "443/tcp", "53/udp", "8080");
  const some = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
  const quoted = (text: string) => JSON.stringify(text);
  const definition = fc.record(
    {
      ports: some(port).map((ports) => `ports: [${ports.join(", ")}]`),
      user: fc.constantFrom("root", "nonroot", "app", "999").map((user) => `accounts: { run-as: ${user} }`),
      entrypoint: some(word).map((words) => `entrypoint: [${words.map(quoted).join(", ")}]`),
      cmd: some(word).map((words) => `cmd: [${words.map(quoted).join(", ")}]`),
      workDir: fc.constantFrom("/", "/app", "/srv/").map((path) => `work-dir: ${path}`),
      environment: fc
        .dictionary(fc.constantFrom("A", "B", "PATH"), word, { maxKeys: 3 })
        .map((values) => `environment: ${JSON.stringify(values)}`),
      packages: some(fc.constantFrom("bash", "busybox", "apt")).map(
        (names) => `contents: { packages: [${names.join()}] }`,
      ),
      flavor: fc.constantFrom("compat", "fpm", "php8.2", "fips", "fpm-fips").map((flavor) => `flavor: ${flavor}`),
    },
    { requiredKeys: [] },
  );
  const definitions = fc
    .array(fc.tuple(fc.constantFrom("runtime", "dev"), fc.constantFrom("debian-13", "alpine-3.24"), definition), {
      minLength: 1,
      maxLength: 4,
    })
    .map((list) =>
      Object.fromEntries(
        list.map(([variant, folder, keys], index) => [
          `${folder}/${index}`,
          [`variant: ${variant}`, ...Object.values(keys), ""].join("\n"),
        ]),
      ),
    );

  /** A list in one of the styles of YAML, with comments where they may stand. */
  const list = (key: string, items: readonly string[], style: number) =>
    style === 0
      ? `${key}: [${items.join(", ")}] # c-${key}`
      : style === 1
        ? `${key}:\n${items.map((item, index) => `  # c-${key}-${index}\n  - ${item}`).join("\n")}`
        : `${key}: [\n    ${items.join(",\n    ")},\n  ]`;
  const style = fc.integer({ min: 0, max: 2 });
  const variable = fc
    .tuple(fc.constantFrom("A", "B", "Z"), word, fc.boolean(), fc.integer({ min: 0, max: 2 }))
    .map(([name, value, isOwn, form]) => {
      const keys = [`name: ${name}`, `default: ${quoted(value)}`, ...(isOwn ? ["description: Mine."] : [])];
      if (form === 0) return `  - { ${keys.join(", ")} }`;
      return `  # c-env-${name}\n  - ${(form === 1 ? keys : keys.reverse()).join("\n    ")}`;
    });
  const block = fc.oneof(
    fc.tuple(some(port), style).map(([items, form]) => list("ports", items, form)),
    fc.constantFrom("root", "app", "'999'").map((user) => `user: ${user} # c-user`),
    fc.constant("uid: 70"),
    fc.tuple(some(word), style).map(([items, form]) => list("entrypoint", items.map(quoted), form)),
    fc.constant("cmd: varies # c-cmd"),
    fc.constant("workDir: /old"),
    fc.constant("shell: { names: [bash, zsh], where: some images }"),
    fc.constant("shell:\n  # c-names\n  names:\n    - dash # c-dash\n  where: x # c-where"),
    fc.constant("variants: { available: [runtime, fips], notes: Mine. }"),
    fc.constant("variants: { available: [runtime, dev, fips], stig: true } # fips: a; stig: b"),
    fc.constant("variants:\n  available:\n    - runtime # c-first\n    - fips # fips: a\n  stig: false # c-stig"),
    fc.constant('variants: { available: [\n    runtime, dev\n  ], notes: "Mine\n  # and yours." }'),
    fc.constant(
      "variants:\n  # c-available\n  available: [dev]\n  flavors:\n    - x\n  notes: |\n    # not a comment\n    Mine.",
    ),
    fc
      .uniqueArray(variable, { minLength: 1, maxLength: 3, selector: (text) => /name: (\w)/.exec(text)?.[1] })
      .map((variables) => `env:\n${variables.join("\n")}`),
    fc.constant("start:\n  text: |\n    First.\n\n    # no comment"),
    fc.constant("included: >-\n  Words\n  and words.\n"),
    fc.constant("volumes:\n- path: /v\n  # c-volume\n  source: v\n"),
  );
  const descriptor = fc
    .uniqueArray(block, { maxLength: 8, selector: (text) => text.split(":")[0] })
    .chain((blocks) => fc.tuple(fc.constant(blocks), fc.boolean()))
    .map(([blocks, isOpen]) => `# c-top\n${HEAD}# c-head\n${blocks.join("\n# c-between\n\n")}${isOpen ? "" : "\n"}`);

  const claims = fc.array(
    fc.record({
      fact: fc.constantFrom("fips", "stig"),
      value: fc.boolean(),
      source: fc.record({ file: word, key: word }),
      origin: fc.oneof(word, fc.string(), fc.string({ unit: "binary" })),
    }),
    { maxLength: 2 },
  );

  test("sync changes facts alone, keeps the comments of what stays, and has nothing left to do", () => {
    fc.assert(
      fc.property(descriptor, definitions, claims, (text, files, stated) => {
        const facts = imageOf(files);
        const image = { ...facts, compliance: [...facts.compliance, ...stated] };
        const once = syncDescriptor(text, image, NO_CHARTS);
        expect(once.problems.map(({ code }) => code)).not.toContain("sync-failed");
        expect(withoutFacts(parse(once.text, { schema: "failsafe" }))).toEqual(
          withoutFacts(parse(text, { schema: "failsafe" })),
        );
        for (const comment of ["# c-top", "# c-head", "# c-between", "# c-volume", "# c-available"])
          expect(once.text.split(comment).length).toBe(text.split(comment).length);
        const twice = syncDescriptor(once.text, image, NO_CHARTS);
        expect(twice.text).toBe(once.text);
        expect(twice.outdated).toEqual([]);
      }),
      { numRuns: Number(process.env["DHI_FUZZ_RUNS"] ?? 200) },
    );
  });
});
