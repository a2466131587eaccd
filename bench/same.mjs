import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";

/**
 * Compares the guides of a peer with ours: peers that do not style are styled by Prettier first.
 *
 * @param {string} ours our output folder
 * @param {string} theirs the peer's
 * @param {boolean} isStyled whether the peer styles by itself
 * @returns {Promise<{ equal: number, count: number }>} how many guides are equal, of how many
 */
export async function sayTheSame(ours, theirs, isStyled) {
  const names = readdirSync(ours).filter((name) => name !== "SHA256SUMS");
  let equal = 0;
  for (const name of names) {
    const path = join(theirs, name, "guides.md");
    if (!existsSync(path)) continue;
    const text = readFileSync(path, "utf8");
    const styled = isStyled ? text : await format(text, STYLE);
    if (styled === readFileSync(join(ours, name, "guides.md"), "utf8")) equal += 1;
  }
  return { equal, count: names.length };
}

const STYLE = { parser: "markdown", proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" };
