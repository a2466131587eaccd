import { describe, expect, test } from "vitest";
import { verifyAs } from "../small-catalog.ts";

/** A case names the image of the small catalog that the guide is about, and the text; a hit names the line too. */
export type Case = readonly [behaviour: string, image: string, text: string, line?: number];

/** What a rule must find besides the example of its page, and what looks like it and must be left alone. */
interface Cases {
  readonly errors?: readonly Case[];
  readonly warnings?: readonly Case[];
  readonly misses: readonly Case[];
}

export const bash = (script: string) => `\`\`\`bash\n${script}\n\`\`\`\n`;
export const fence = (lang: string, value: string) => `\`\`\`${lang}\n${value}\n\`\`\`\n`;
export const POD =
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: b\n      image: dhi.io/example:1\n    - name: c\n      image: dhi.io/shelly:2";
export const DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers: []";
export const SERVICE = 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["1234:1234"]';
export const compose = (rest: string) => fence("yaml", `services:\n  a:\n    image: x\n${rest}`);
export const comparison = (cell: string, other = "Runs as root") =>
  `| Feature | Non-hardened X | Docker Hardened X |\n| --- | --- | --- |\n| User | ${other} | ${cell} |\n`;

const config = {
  severity: { spelling: "warning" as const },
  bannedPhrases: [{ from: "old phrase", to: "a phrase" }],
};
const named = (cases: readonly Case[]) =>
  cases.map(([behaviour, image, text, line]) => ({ behaviour, image, text, line }));

/** Holds a rule against its cases, one test each. */
export function testRule(rule: string, { errors = [], warnings = [], misses }: Cases): void {
  describe(rule, () => {
    const find = async (image: string, text: string) =>
      (await verifyAs(image, text, config)).filter(({ code }) => code === rule);

    test.each(named(errors))("is an error: $behaviour", async ({ image, text, line }) => {
      const found = await find(image, text);
      expect(found.map((finding) => [finding.severity, finding.line])).toEqual([["error", line]]);
    });

    test.each(named(warnings))("is a warning: $behaviour", async ({ image, text, line }) => {
      const found = await find(image, text);
      expect(found.map((finding) => [finding.severity, finding.line])).toEqual([["warning", line]]);
    });

    test.each(named(misses))("leaves alone: $behaviour", async ({ image, text }) => {
      expect(await find(image, text)).toEqual([]);
    });
  });
}
