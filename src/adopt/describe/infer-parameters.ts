import escapeStringRegexp from "escape-string-regexp";
import { cutLeaves } from "../../markdown/leaves.ts";
import { stripMarks } from "../../markdown/origin.ts";
import { renderPartial } from "../../render/render.ts";
import type { Identity } from "../read/identity.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import type { LayoutEntry } from "./choose-layout.ts";
import { similarity } from "../../markdown/similarity.ts";
import { allCalls } from "../learn/shared-text.ts";
import type { SectionCall } from "../../render/layout.ts";
import type { Templates } from "../../render/templates.ts";
import { contentOf } from "./page-context.ts";
import type { SharedContext } from "./shared-context.ts";

/** Stands for a parameter's value; no guide has it. */
const VALUE = "\uE000";
/** A heading that is more like the usual one words the same thing otherwise. */
const SAME_HEADING = 0.5;

/**
 * Reads the values of a partial's parameters from a section: what stands where the partial prints them.
 *
 * @param entry the section in the layout
 * @param sections the section as it was published
 * @param context the project's templates
 * @param identity what the guide calls its image
 * @returns the values that could be read
 */
export function inferParameters(
  entry: Pick<LayoutEntry, "partial" | "level" | "parameters">,
  sections: readonly PublishedSection[],
  context: Pick<SharedContext, "templates" | "kind" | "defaults">,
  { name, title, canonical }: Identity,
): Record<string, string> {
  const { templates } = context;
  const blocks = sections.flatMap((section) => section.blocks);
  const { model } = contentOf({ name, title }, context);
  const values: Record<string, string> = {};
  for (const [parameter, { isSwitch, fallback }] of templates.partials.get(entry.partial)?.parameters ?? []) {
    if (isSwitch || fallback !== undefined) continue;
    const usual = entry.parameters[parameter];
    const given = { ...entry.parameters, [parameter]: VALUE };
    const rendered = cutLeaves(
      stripMarks(renderPartial(entry.partial, given, model, templates, entry.level - 2)).split("\n"),
    );
    const counts = new Map<string, number>();
    for (const { kind, text } of rendered.filter((block) => block.text.includes(VALUE))) {
      const parts = text.split(VALUE).map((part) => escapeStringRegexp(part));
      const pattern = new RegExp(`^${parts.join("(.+?)")}$`);
      const found = blocks
        .filter((block) => block.kind === kind)
        .flatMap((block) => pattern.exec(block.text)?.[1] ?? [])[0];
      const isUsual = found === usual || (kind === "heading" && similarity(found ?? "", String(usual)) >= SAME_HEADING);
      if (found !== undefined) counts.set(isUsual ? "" : found, (counts.get(isUsual ? "" : found) ?? 0) + 1);
    }
    // Where a section has several values, the usual one is as good as any.
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || Number(b[0] === "") - Number(a[0] === ""));
    if (most && most[0] !== "") values[parameter] = canonical(most[0]);
  }
  return values;
}

/**
 * What layouts give to a partial.
 *
 * @param partial its name
 * @param templates the project's templates
 * @returns the parameters of the first call
 */
export function usualParameters(partial: string, { layouts }: Templates): SectionCall["parameters"] {
  for (const { sections } of layouts.values()) {
    const call = allCalls(sections).find((each) => each.partial === partial);
    if (call) return call.parameters;
  }
  return {};
}

/**
 * The heading that a partial has by itself.
 *
 * @param entry the section in the layout
 * @param context the project's templates
 * @param identity what the guide calls its image
 * @returns the heading without hashes; undefined for a partial that must be given one
 */
export function usualHeading(
  { partial, parameters }: Pick<LayoutEntry, "partial" | "parameters">,
  context: Pick<SharedContext, "templates" | "kind" | "defaults">,
  { name, title }: Identity,
): string | undefined {
  const { templates } = context;
  if (templates.partials.get(partial)?.parameters.get("heading")?.fallback === undefined) return undefined;
  const { model } = contentOf({ name, title }, context);
  const [line = ""] = stripMarks(renderPartial(partial, parameters, model, templates, 0)).split("\n");
  return line.replace(/^#+ /, "");
}
