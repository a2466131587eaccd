import { FIELDS, type Field, type IndexEntry } from "./index-data.ts";

/** About so many characters are in a part of the index: a query needs one or two. */
const PART = 12_000;

/** Fields whose words the browser takes from the names of things. */
const NAMES: readonly Field[] = ["name", "title"];

/** An index that documents are added to, in the form that MiniSearch reads. */
export interface IndexWriter {
  /** Adds the words of the next document. */
  readonly add: (words: { readonly [name in Field]?: readonly string[] }) => void;
  /** How many words each field of each document has. */
  readonly lengths: readonly (readonly number[])[];
  /** The entries, in order and cut into parts. */
  readonly parts: () => readonly (readonly IndexEntry[])[];
}

/** Starts an index. MiniSearch would make it, too, in three times the time: it keeps a tree to search in. */
export function createIndexWriter(): IndexWriter {
  const entries = new Map<string, Record<number, Record<number, number>>>();
  const lengths: number[][] = [];
  return {
    add: (words) => {
      const id = lengths.length;
      lengths.push(FIELDS.map((field) => new Set(words[field]).size));
      for (const [number, field] of FIELDS.entries()) {
        if (NAMES.includes(field)) continue;
        for (const word of words[field] ?? []) {
          const entry = entries.get(word) ?? {};
          entries.set(word, entry);
          const counts = (entry[number] ??= {});
          counts[id] = (counts[id] ?? 0) + 1;
        }
      }
    },
    lengths,
    parts: () => cut([...entries].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function cut(entries: readonly IndexEntry[]): readonly (readonly IndexEntry[])[] {
  const parts: IndexEntry[][] = [];
  let size = PART;
  for (const entry of entries) {
    if (size >= PART) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(entry);
    size += JSON.stringify(entry).length;
  }
  return parts;
}
