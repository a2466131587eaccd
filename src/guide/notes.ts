import * as z from "zod";
import type { AuthorText, Descriptor } from "../descriptor/descriptor.ts";
import type { NoteKind } from "../descriptor/note-fields.ts";
import type { YamlPath } from "../findings/problem.ts";
import { prose } from "./prose.ts";
import { noteOf, type Texts } from "./texts.ts";
import { isUnpublished, type PublishedFacts } from "./unpublished.ts";
import { whenModel, whenOf } from "./when.ts";

/*
 * What stands below a sample or a use case. Templates of projects know notes alone, each a text: these stay a list of
 * their own, so that such a template prints what it can word, and what it cannot is found unused.
 */

export const noticesModel = z.object({
  notes: z.array(prose).describe("The notes alone, each a text."),
  notices: z
    .array(
      z.object({
        note: prose.describe('A note; "" where there is a text.'),
        label: z.string().describe('What a text is called: "Tip", "Warning"; "" for a paragraph.'),
        text: prose.describe('A tip, a warning or a paragraph; "" where there is a note.'),
        when: whenModel,
      }),
    )
    .describe("Notes, tips, warnings and paragraphs, in their order."),
});

type Notice = z.output<typeof noticesModel>["notices"][number];

const LABELS = { note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution" } as const;

type Notes = NonNullable<NonNullable<Descriptor["start"]>["notes"]>;

/**
 * Makes prose of notes, tips and paragraphs.
 *
 * @param list what the author wrote
 * @param facts what is published, for what is for some versions or variants
 * @param texts makes prose of a text
 * @param path where the list stands
 */
export function noticesOf(
  list: Notes = [],
  facts: PublishedFacts,
  texts: Texts,
  path: YamlPath,
): z.output<typeof noticesModel> {
  const notices = list.flatMap((item, index): Notice[] => {
    const at = [...path, index];
    if (typeof item === "string" || "file" in item)
      return [{ note: noteOf(texts, item, ...at), label: "", text: "", when: whenOf(undefined, texts) }];
    const { when: condition, ...kinds } = item;
    if (isUnpublished(condition, facts)) return [];
    const [[kind, said] = ["note", ""] as const] = Object.entries(kinds) as [NoteKind, AuthorText][];
    const place = [...at, kind];
    const when = whenOf(condition, texts, ...at, "when");
    if (kind === "note" && !when.given) return [{ note: noteOf(texts, said, ...place), label: "", text: "", when }];
    // Alone on its line stands a paragraph that is for all.
    const text = kind === "paragraph" && !when.given ? texts(said, ...place) : noteOf(texts, said, ...place);
    return [{ note: "", label: kind === "paragraph" ? "" : LABELS[kind], text, when }];
  });
  return { notes: notices.flatMap(({ note }) => (note === "" ? [] : note)), notices };
}
