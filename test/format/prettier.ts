import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { format, version } from "prettier";

/**
 * The oracle of the house style.
 *
 * @param markdown any Markdown
 * @returns what Prettier makes of it
 */
export function prettier(markdown: string): Promise<string> {
  return format(markdown, {
    parser: "markdown",
    proseWrap: "always",
    printWidth: 120,
    embeddedLanguageFormatting: "off",
  });
}

/** What Prettier answers is constant: here are hashes of what it made, by those of what it was given. */
interface Answers {
  readonly prettier: string;
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Holds texts against Prettier's, which are kept from run to run. `PRETTIER_ANSWERS=recompute` asks Prettier again.
 *
 * @param name of the file that keeps the answers; each test file has its own
 * @returns tells whether a text is Prettier's, and keeps the answers that were asked for
 */
export function createOracle(name: string): {
  readonly agrees: (input: string, output: string) => Promise<boolean>;
  readonly keep: () => void;
} {
  const file = new URL(`prettier-answers/${name}.json`, import.meta.url);
  const isAskedAnew = process.env["PRETTIER_ANSWERS"] === "recompute";
  const read = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Answers) : undefined;
  const known = !isAskedAnew && read?.prettier === version ? read.answers : {};
  const asked = new Map<string, string>();
  return {
    agrees: async (input, output) => {
      const key = hash(input);
      const answer = known[key] ?? hash(await prettier(input));
      asked.set(key, answer);
      return hash(output) === answer;
    },
    keep: () => {
      if (!isAskedAnew) return;
      const answers = Object.fromEntries([...asked].sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(file, `${JSON.stringify({ prettier: version, answers }, undefined, 0)}\n`);
    },
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
