import type { Element } from "hast";
import { h } from "hastscript";
import { capitalize } from "../../findings/capitalize.ts";
import { baseOf, keyOf } from "../address.ts";
import type { PageState } from "../store.ts";
import { severityOf } from "./findings.ts";

/**
 * The way between the pages of a thing.
 *
 * @param shown the page that it stands on
 * @param all the pages that there are
 * @returns links, with how many findings each page has; nothing where there is but one
 */
export function tabs(shown: PageState, all: readonly PageState[]): Element[] {
  if (all.length < 2) return [];
  const key = keyOf(shown.paths);
  const tab = ({ paths, findings }: PageState) =>
    h("li", [
      h("a", { href: `${baseOf(key)}${keyOf(paths)}.html`, ariaCurrent: keyOf(paths) === key ? "page" : undefined }, [
        capitalize(paths.page.name),
        ...(findings.length === 0 ? [] : [" "]),
        ...(findings.length === 0
          ? []
          : [
              h("span.tab-count", { dataSeverity: severityOf(findings) }, [
                String(findings.length),
                h("span.visually-hidden", findings.length === 1 ? " finding" : " findings"),
              ]),
            ]),
      ]),
    ]);
  return [h("nav.tabs", { ariaLabel: `Pages of this ${shown.paths.kind.noun}` }, h("ul", all.map(tab)))];
}
