import escapeStringRegexp from "escape-string-regexp";
import { findReferences } from "./references.ts";

/*
 * What makes one guide's shared text differ from the next one's: the image's name, its title, its references. They are
 * written as a template names them, so that the same sentence about two images is one text.
 */

/** What a guide calls its image. */
export interface Identity {
  readonly name: string;
  readonly title: string;
  readonly registry: "public" | "mirror" | undefined;
  /** Brings a part of its text to canonical references. */
  readonly canonical: (text: string) => string;
}

/**
 * Finds out what a guide calls its image.
 *
 * @param name the image's name
 * @param text the guide
 * @param namespace the namespace of the mirror that its references may name
 * @param displayName what the catalog calls the image: its title where the guide says so, or spells the name nowhere
 * @param heading what another page calls it: goes before a display name that the guide does not say
 * @returns the image's identity
 */
export function identify(
  name: string,
  text: string,
  namespace: string,
  displayName?: string,
  heading?: string,
): Identity {
  const { kind, canonical } = findReferences(text, namespace);
  const isSaid = displayName !== undefined && text.includes(displayName);
  const spelled = findTitle(name, text);
  // A guide may spell it as machines do.
  const found = spelled !== undefined && capitals(spelled) > 0 ? spelled : (heading ?? spelled);
  const title = isSaid ? displayName : (found ?? displayName ?? inWords(name));
  return { name, title, registry: kind, canonical };
}

/** `nvidia-gpu-operator` is Nvidia Gpu Operator. */
function inWords(name: string): string {
  return name
    .split(SEPARATOR)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}

const SEPARATOR = /[._-]+/;

/**
 * Finds out how a guide spells its image's title: the spelling of the name that the text has most often.
 *
 * @param name the image's name: `activemq-artemis`
 * @param text the guide
 * @returns the title: `ActiveMQ Artemis`; undefined where the text never spells the name
 */
function findTitle(name: string, text: string): string | undefined {
  const parts = name.split(SEPARATOR);
  // `argocd` may be spelled Argo CD.
  const spelled = parts.map((part) => [...part].map(eitherCase).join("(?: (?=[A-Z]))?"));
  const pattern = new RegExp(String.raw`(?<![\w./<-])${spelled.join(String.raw`(?: |-|\.)?`)}(?![\w/>-]|\.\w)`, "g");
  const counts = new Map<string, number>();
  // Code spells names as machines do.
  for (const [spelling] of text
    .replace(/^ *(`{3,}|~{3,})[\s\S]*?^ *\1/gm, "")
    .replace(/`[^`\n]*`/g, "")
    .matchAll(pattern))
    counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const asName = counts.get(name) ?? 0;
  const [best] = [...counts].sort((a, b) => capitals(b[0]) - capitals(a[0]) || b[1] - a[1]);
  // Some guides call the image by its name, with a slip here and there.
  if (parts.length > 1 && best && asName > MOSTLY_NAME * best[1]) return name;
  return best?.[0];
}

/** How much more often than as a title a guide must write the name for the name to be the title. */
const MOSTLY_NAME = 3;

function eitherCase(letter: string): string {
  return /[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter;
}

function capitals(text: string): number {
  return /[A-Z]/.test(text) ? 1 : 0;
}

/**
 * The article that the model would choose for a title: see guide/content.ts.
 *
 * @param title the image's title
 * @returns `an` before a vowel
 */
export function articleOf(title: string): string {
  return /^[aeiou]/i.test(title) ? "an" : "a";
}

/**
 * Makes the function that writes a text about one image as a template would.
 *
 * @param identity the image
 * @returns a function from Markdown to the same with `{{title}}`, `{{name}}`, `{{reference}}` and
 *   `{{registry.prefix}}`; undefined for a text with braces of its own, which no template is made of
 */
export function abstractor({
  name,
  title,
  canonical,
}: Identity): (text: string, speaksOfMirrors: boolean) => string | undefined {
  const reference = `dhi.io/${name}:<tag>`;
  const titles = new RegExp(String.raw`(?<![\w./{<-])(?:(an?) )?${escapeStringRegexp(title)}(?![\w/>}-])`, "g");
  const names = new RegExp(String.raw`(?<![a-z0-9.{])${escapeStringRegexp(name)}(?![a-z0-9}])`, "g");
  const article = articleOf(title);
  const isPlain = title === name;
  return (text, speaksOfMirrors) => {
    if (text.includes("{{")) return undefined;
    let result = canonical(text);
    if (!speaksOfMirrors) {
      result = result.replaceAll(reference, "{{reference}}");
      result = result.replace(/(?<![\w.@/-])dhi\.io\/(?=[a-z0-9<])/g, "{{registry.prefix}}");
    }
    const abstractTitles = (part: string) =>
      part.replace(titles, (_, found?: string) => {
        if (found === undefined) return "{{title}}";
        return found === article ? "{{article}} {{title}}" : `${found} {{title}}`;
      });
    // A title that is the name is one in prose; in code it is the name.
    result = isPlain
      ? result.replace(/^(?:`{3}|~{3})[\s\S]*|(`+)[\s\S]*?\1|[^`]+/g, (part) =>
          /^[`~]/.test(part) ? part : abstractTitles(part),
        )
      : abstractTitles(result);
    return name.length < 2 ? result : result.replace(names, "{{name}}");
  };
}

/**
 * Writes a template's text as it is for one image.
 *
 * @param text a text as {@link abstractor} gives it
 * @param identity the image
 * @returns canonical Markdown
 */
export function concrete(text: string, { name, title }: Identity): string {
  const values: Readonly<Record<string, string>> = {
    name,
    title,
    article: articleOf(title),
    reference: `dhi.io/${name}:<tag>`,
    "registry.prefix": "dhi.io/",
  };
  return text.replace(/\{\{([\w.]+)\}\}/g, (tag, key: string) => values[key] ?? tag);
}
