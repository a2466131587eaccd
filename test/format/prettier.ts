import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { format, version } from "prettier";
import { outline, render } from "./render.ts";

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

/** In place of a hash: what Prettier makes means something else, or Prettier itself makes something else of it. */
const NO_MODEL = "";

/**
 * Holds texts against Prettier's, which are kept from run to run. `PRETTIER_ANSWERS=recompute` asks Prettier again.
 *
 * @param name of the file that keeps the answers; each test file has its own
 * @returns tells whether a text is Prettier's, of which `models` leaves out what is none, and keeps what was asked for
 */
export function createOracle(name: string): {
  readonly agrees: (input: string, output: string) => Promise<boolean>;
  readonly models: (input: string, output: string) => Promise<boolean | undefined>;
  readonly keep: () => void;
} {
  const file = new URL(`prettier-answers/${name}.json`, import.meta.url);
  const isAskedAnew = process.env["PRETTIER_ANSWERS"] === "recompute";
  const read = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Answers) : undefined;
  const known = !isAskedAnew && read?.prettier === version ? read.answers : {};
  const asked = new Map<string, string>();
  const answer = async (input: string, ask: () => Promise<string>) => {
    const key = hash(input);
    const answered = asked.get(key) ?? known[key] ?? (await ask());
    asked.set(key, answered);
    return answered;
  };
  return {
    agrees: async (input, output) => hash(output) === (await answer(input, async () => hash(await prettier(input)))),
    models: async (input, output) => {
      const model = await answer(input, async () => {
        const theirs = await prettier(input);
        return (await isModel(input, theirs)) ? hash(theirs) : NO_MODEL;
      });
      return model === NO_MODEL ? undefined : hash(output) === model;
    },
    keep: () => {
      if (!isAskedAnew) return;
      const answers = Object.fromEntries([...asked].sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(file, `${JSON.stringify({ prettier: version, answers }, undefined, 0)}\n`);
    },
  };
}

/** Whether Prettier kept what the text means, and its own style. */
async function isModel(text: string, theirs: string): Promise<boolean> {
  const keepsMeaning = render(theirs) === render(text) && outline(theirs) === outline(text);
  return keepsMeaning && (await prettier(theirs)) === theirs;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
