import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { compareNumbers, readVersion } from "../../src/versions.ts";
import { rollTag } from "../../src/catalog/roll-tag.ts";
import { rollPins } from "../../src/sync/pins/roll-pins.ts";

const version = fc
  .array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 3 })
  .map((numbers) => numbers.join("."));
const suffix = fc.constantFrom(
  "",
  "",
  "-dev",
  "-debian12",
  "-debian13",
  "-debian13-dev",
  "-alpine3.22",
  "-rc1",
  "-jre21",
);
const tag = fc.tuple(fc.constantFrom("", "", "v"), version, suffix).map((parts) => parts.join(""));
const published = fc.uniqueArray(tag, { minLength: 1, maxLength: 12 });

/** A text with `{}` where tags stand. */
const template = fc
  .array(
    fc.constantFrom(
      "Pull dhi.io/app:{}.",
      "Pull `dhi.io/app:{}`, not `dhi.io/other:{}`.",
      "| Tag |\n| --- |\n| `{}`, `{}` |",
      "Use `{}` today.",
      "It is version {} since \\{}.",
      "```bash\ndocker run \\\n  dhi.io/app:{} # {}\n```",
      "```yaml\nrepository: dhi.io/app\ntag: '{}'\n```",
      "1. One:\n\n   ```dockerfile\n   ARG T={}\n   FROM dhi.io/app:${T}\n   ```",
      '"quotes": it\'s \\ {} \u2014 é dhi.io/app:{}',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((blocks) => `${blocks.join("\n\n")}\n`);
const text = fc
  .tuple(template, fc.array(tag, { minLength: 12, maxLength: 12 }))
  .map(([form, tags]) => tags.reduce((current, one) => current.replace("{}", () => one), form));

const TAGS_OUT = /v?\d+(?:\.\d+)*(?:-[a-z](?:[a-z\d.]*[a-z\d])?)*/g;

describe("for every text and every set of tags", () => {
  test("a tag is rolled to a newer one of its shape and major version", () => {
    fc.assert(
      fc.property(tag, published, (pin, tags) => {
        const rolled = rollTag(pin, tags);
        if (!rolled || !("to" in rolled)) return;
        const [before, after] = [readVersion(pin), readVersion(rolled.to)];
        expect(tags).toContain(rolled.to);
        expect(tags).not.toContain(pin);
        expect(after?.rest).toBe(before?.rest);
        expect(after?.numbers.length).toBe(before?.numbers.length);
        expect(after?.numbers[0]).toBe(before?.numbers[0]);
        expect(rolled.to.startsWith("v")).toBe(pin.startsWith("v"));
        expect(compareNumbers(before?.numbers ?? [], after?.numbers ?? [])).toBeLessThan(0);
      }),
    );
  });

  test("texts differ at tags alone, and a second time nothing does", () => {
    fc.assert(
      fc.property(
        text,
        text,
        published,
        fc.constantFrom<"PLAIN" | "QUOTE_DOUBLE" | "BLOCK_LITERAL">("PLAIN", "QUOTE_DOUBLE", "BLOCK_LITERAL"),
        (prose, included, tags, style) => {
          const descriptor = `# dhi.io/app:1\n${stringify({ name: "app", included }, { defaultStringType: style })}`;
          const repositories = [{ name: "app", tags, isChart: false }];
          const rolled = rollPins({ descriptor, prose: new Map([["a.md", prose]]) }, repositories);
          const file = rolled.prose.get("a.md") ?? "";
          const { included: after } = parse(rolled.descriptor) as { included: string };
          for (const [from, to] of [
            [prose, file],
            [included, after],
          ] as const) {
            expect(to.replace(TAGS_OUT, "")).toBe(from.replace(TAGS_OUT, ""));
            const was = from.match(TAGS_OUT) ?? [];
            for (const [index, one] of (to.match(TAGS_OUT) ?? []).entries()) {
              if (one === was[index]) continue;
              expect(rollTag(was[index] ?? "", tags)).toEqual({ to: one });
            }
          }
          expect(rolled.descriptor.replace(TAGS_OUT, "")).toBe(descriptor.replace(TAGS_OUT, ""));
          expect(rolled.problems.map(({ code }) => code)).not.toContain("sync-failed");
          const again = rollPins(rolled, repositories);
          expect(again.descriptor).toBe(rolled.descriptor);
          expect([...again.prose]).toEqual([...rolled.prose]);
          expect(again.count).toBe(0);
        },
      ),
    );
  });
});

test.each([
  ["lists in lists", `tag: ${"[".repeat(20_000)}`],
  ["mappings in mappings", "tag: {".repeat(20_000)],
  ["texts in texts", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}tag: |`).join("\n")],
  ["files that never end", `${"<<EOF\n".repeat(50_000)}tag: 1`],
  ["one long word", `tag: ${"a".repeat(300_000)}`],
  ["one long reference", `docker tag dhi.io/app:1.0.0 ${"a/".repeat(100_000)}`],
  ["one long tag", `dhi.io/app:${"2.".repeat(100_000)}`],
])("a sample of %s is looked through, and stays", (_, sample) => {
  const prose = new Map([["a.md", `\`\`\`\n${sample}\n\`\`\`\n`]]);
  const repositories = ["app", "app-chart"].map((name) => ({ name, tags: ["3.0.0"], isChart: name !== "app" }));
  expect(rollPins({ descriptor: "name: app\n", prose }, repositories).count).toBe(0);
});
