import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { Prose, prose } from "./prose.ts";
import { inlineOf, optional, type Texts } from "./texts.ts";

/*
 * What templates can name of an overview, and its value.
 */

export const overviewModel = z.object({
  about: prose,
  /** What is held or used, in the author's words. */
  contents: prose,
  /** Where upstream's documentation is, or "". */
  documentation: z.string(),
  website: z.string(),
  /** Whose marks the names are, in the author's words. */
  trademarks: prose,
  /** The name that is somebody's mark. */
  mark: prose,
  /** Whose it is. */
  owner: prose,
});

/** What `info.yaml` says in a line. */
function described(info: Descriptor["info"]): Prose | "" {
  if (info?.description === undefined) return "";
  const sentence = /[.!?]$/.test(info.description) ? info.description : `${info.description}.`;
  return new Prose(sentence, { kind: "prose", file: info.file, line: 1 }, true);
}

/** What the overview says; where the author says nothing, what `info.yaml` does. */
export function overviewOf(descriptor: Descriptor, texts: Texts): z.output<typeof overviewModel> {
  const { overview, info, title } = descriptor;
  const own = overview === false ? {} : (overview ?? {});
  const path = (field: string) => ["overview", field];
  return {
    about: optional(texts, own.about, ...path("about")) || described(info),
    contents: optional(texts, own.contents, ...path("contents")),
    documentation: own.documentation ?? "",
    website: own.website ?? info?.website ?? "",
    trademarks: optional(texts, own.trademarks, ...path("trademarks")),
    mark:
      inlineOf(texts, own.mark, ...path("mark")) ||
      new Prose(title, { kind: "fact", path: ["title"], offset: 0 }, true),
    owner: inlineOf(texts, own.owner, ...path("owner")),
  };
}
