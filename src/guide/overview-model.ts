import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { Prose, prose } from "./prose.ts";
import { inlineOf, optional, type Texts } from "./texts.ts";

/*
 * What templates can name of an overview, and its value.
 */

const text = z.string();

export const overviewModel = z.object({
  described: z.boolean().describe("Whether anything is known of the thing: what it is, or where one reads more."),
  about: prose.describe("What the software is, in the author's words or those of `info.yaml`."),
  website: text.describe('Where one reads more, or "".'),
  contents: prose.describe("What is held or used, in the author's words."),
  upstream: prose.describe("What a chart is called upstream."),
  documentation: text.describe('Where upstream\'s documentation of a chart is, or "".'),
  trademarks: prose.describe("Whose marks the names are, in the author's words."),
  mark: prose.describe("The name that is somebody's mark."),
  sign: text.describe("The sign of the mark, ®, where the name has none."),
  owner: prose.describe('Whose mark it is, or "".'),
  stop: text.describe('What ends a sentence behind the owner: "" where the owner ends in a stop.'),
});

/** What `info.yaml` says in a line. */
function described(info: Descriptor["info"]): Prose | "" {
  if (info?.description === undefined) return "";
  const sentence = /[.!?]$/.test(info.description) ? info.description : `${info.description}.`;
  return new Prose(sentence, { kind: "prose", file: info.file, line: 1 }, true);
}

/** Whether a name ends in a stop, whatever stands around it: `**Redis, Inc.**`, `[Redis, Inc.](https://redis.io)`. */
function endsInStop(name: string): boolean {
  const shown = name.replace(/\](?:\([^)]*\)|\[[^\]]*\])/g, "");
  return /\.[*_"'”’)]*$/.test(shown);
}

/** What the overview says; where the author says nothing, what `info.yaml` does. */
export function overviewOf(descriptor: Descriptor, texts: Texts): z.output<typeof overviewModel> {
  const { overview, info, title } = descriptor;
  const own = overview === false ? {} : (overview ?? {});
  const path = (field: string) => ["overview", field];
  const about = optional(texts, own.about, ...path("about")) || described(info);
  const website = own.website === undefined ? websiteOf(info, about) : own.website || "";
  const named = new Prose(title.trim(), { kind: "fact", path: ["title"], offset: 0 }, true);
  const mark = inlineOf(texts, own.mark, ...path("mark")) || named;
  const owner = inlineOf(texts, own.owner, ...path("owner"));
  return {
    described: about !== "" || website !== "",
    about,
    website,
    contents: optional(texts, own.contents, ...path("contents")),
    upstream: inlineOf(texts, own.upstream, ...path("upstream")) || named,
    documentation: own.documentation ?? "",
    trademarks: optional(texts, own.trademarks, ...path("trademarks")),
    mark,
    sign: /[®™℠]/.test(mark.text) ? "" : "®",
    owner,
    stop: owner !== "" && endsInStop(owner.text) ? "" : ".",
  };
}

/** That of `info.yaml`, unless the author names it already. */
function websiteOf(info: Descriptor["info"], about: Prose | ""): string {
  const website = info?.website ?? "";
  const isNamed = about !== "" && about.text.includes(website.replace(/\/+$/, ""));
  return isNamed ? "" : website;
}
