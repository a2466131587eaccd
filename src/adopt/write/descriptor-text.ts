import { Document, isPair, isScalar, visit, YAMLMap, type Pair } from "yaml";

/** A list that is no longer than that stands on one line. */
const LONGEST_LIST = 80;

/** `{ file: deploy.md }` or `{ partial: variants-tags }`, on one line, with blanks inside as Prettier has them. */
class Reference extends YAMLMap {
  constructor(items: readonly Pair[]) {
    super();
    this.items = [...items];
    this.flow = true;
  }

  override toString(...[context, ...rest]: Parameters<YAMLMap["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: " " }, ...rest);
  }
}

/**
 * Writes a descriptor.
 *
 * @param fields the descriptor's fields
 * @param schema the path of the JSON Schema, for editors
 * @returns the descriptor's text
 */
export function descriptorText(fields: Readonly<Record<string, unknown>>, schema: string): string {
  return `# yaml-language-server: $schema=${schema}\n${fieldsText(fields)}`;
}

/**
 * Writes fields as a person would: short lists and the names of files on one line, texts as blocks.
 *
 * @param fields fields of a descriptor; a text in a file of its own is named, not repeated
 * @returns YAML
 */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  const document = new Document(withFileNames(fields), { aliasDuplicateObjects: false });
  visit(document, {
    Map: (_, node, path) => {
      const [only] = node.items;
      const key = node.items.length === 1 && isScalar(only?.key) ? only.key.value : undefined;
      // A section that is added stands below its dash.
      const isReference = key === "file" || (key === "partial" && isPair(path.at(-1)));
      return isReference && !(node instanceof Reference) ? new Reference(node.items as Pair[]) : undefined;
    },
    Seq: (_, node) => {
      const words = node.items.map((item) => (isScalar(item) ? String(item.value) : undefined));
      const isShort = words.every((word) => word !== undefined && !/[\n:#,[\]{}]/.test(word));
      node.flow = isShort && words.join(", ").length <= LONGEST_LIST;
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: "literal", flowCollectionPadding: false });
}

/**
 * Names files instead of the texts in them.
 *
 * @param value a descriptor's field
 * @returns a copy
 */
export function withFileNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFileNames);
  if (typeof value !== "object" || value === null) return value;
  if ("file" in value && "text" in value) return { file: value.file };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFileNames(item)]));
}
