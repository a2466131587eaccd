/** An element, as a strict reader of XML 1.0 sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const VALUE = String.raw`(?:[^<&"]|&(?:amp|lt|gt|quot|apos|#\d+);)*`;
const TOKEN = new RegExp(
  String.raw`<(?<open>[a-z-]+)(?<attributes>(?:\s+[a-z]+="${VALUE}")*)\s*(?<empty>/?)>|</(?<close>[a-z-]+)>|(?<text>(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)+)`,
  "y",
);
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads XML, of the kind that a reporter writes.
 *
 * @throws where it is not well-formed
 */
export function parseXml(source: string): Element {
  if (!CHARACTERS.test(source)) throw new Error("a character that XML does not have");
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!source.startsWith(head)) throw new Error("no declaration");
  const document: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  TOKEN.lastIndex = head.length;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    const parent = open.at(-1);
    if (!groups || !parent) throw new Error(`not well-formed: ${source.slice(at, at + 80)}`);
    if (groups["open"]) {
      const pairs = Array.from((groups["attributes"] ?? "").matchAll(/([a-z]+)="([^"]*)"/g), ([, key = "", value]) => {
        return [key, unescape(value ?? "")] as const;
      });
      const element = { name: groups["open"], attributes: Object.fromEntries(pairs), children: [], text: "" };
      if (pairs.length !== Object.keys(element.attributes).length) throw new Error("an attribute twice");
      parent.children.push(element);
      if (groups["empty"] === "") open.push(element);
    } else if (groups["close"]) {
      if (open.pop()?.name !== groups["close"]) throw new Error(`unexpected </${groups["close"]}>`);
    } else parent.text += unescape(groups["text"] ?? "");
  }
  const [root, ...others] = document.children;
  if (!root || others.length > 0 || open.length !== 1) throw new Error("not one element");
  return root;
}

function unescape(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (ENTITIES[name] ?? "") : String.fromCodePoint(Number(code)),
  );
}
