import type { Element } from "hast";
import { s } from "hastscript";

const SHAPES = {
  search: ["M11 19a8 8 0 1 1 0-16 8 8 0 0 1 0 16Z", "m21 21-4.3-4.3"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  outline: ["M4 6h16", "M9 12h11", "M9 18h11"],
  theme: ["M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9Z"],
  book: ["M4 19.5A2.5 2.5 0 0 1 6.5 17H20V3H6.5A2.5 2.5 0 0 0 4 5.5v14Z", "M4 19.5A2.5 2.5 0 0 0 6.5 22H20v-5"],
} as const;

/**
 * A small picture, drawn with the colour of the text.
 *
 * @returns an `svg` element, hidden from screen readers
 */
export function icon(name: keyof typeof SHAPES): Element {
  return s(
    "svg.icon",
    { viewBox: "0 0 24 24", width: 18, height: 18, ariaHidden: "true", focusable: "false" },
    SHAPES[name].map((d) =>
      s("path", {
        d,
        fill: "none",
        stroke: "currentColor",
        strokeWidth: 2,
        strokeLinecap: "round",
        strokeLinejoin: "round",
      }),
    ),
  );
}
