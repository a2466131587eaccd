import { format } from "prettier";

/** The oracle of the house style. */
export function prettier(markdown: string): Promise<string> {
  return format(markdown, {
    parser: "markdown",
    proseWrap: "always",
    printWidth: 120,
    embeddedLanguageFormatting: "off",
  });
}
