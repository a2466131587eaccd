type Colour = readonly [number, number, number];

/** What the accent is read on, as in client/style/theme.css: page, raised and sunken. */
const LIGHT = ["#ffffff", "#f6f8fb", "#f4f6f9"].map(parse);
const DARK = ["#10151d", "#171e29", "#161d27"].map(parse);
const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** What WCAG 2 asks of text, and a little more, for colours are rounded. */
const ENOUGH = 4.55;

/** How much of the accent is in the ground of what is chosen. */
const SOFT = { light: 0.1, dark: 0.14 };

/**
 * A stylesheet that gives a site its accent. In light and dark, the colour is taken as far to black or white as it must
 * be so that links can be read.
 *
 * @param accent a colour, `#1d63ed`
 * @returns CSS, which comes after the site's own
 */
export function accentSheet(accent: string): string {
  const light = readable(parse(accent), LIGHT, BLACK, SOFT.light);
  const dark = readable(parse(accent), DARK, WHITE, SOFT.dark);
  return [
    ":root {",
    `  --accent: light-dark(${format(light.text)}, ${format(dark.text)});`,
    `  --accent-soft: light-dark(${format(light.soft)}, ${format(dark.soft)});`,
    "}\n",
  ].join("\n");
}

/** The colour nearest to the accent that can be read on all grounds, its own soft one among them. */
function readable(
  accent: Colour,
  grounds: readonly Colour[],
  end: Colour,
  softness: number,
): { readonly text: Colour; readonly soft: Colour } {
  for (let step = 0; ; step += 1) {
    const text = mix(accent, end, step / 50);
    const soft = mix(grounds[0] ?? end, text, softness);
    const worst = Math.min(...[...grounds, soft].map((ground) => contrast(text, ground)));
    if (worst >= ENOUGH || step === 50) return { text, soft };
  }
}

function parse(colour: string): Colour {
  const at = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

function format(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function mix(from: Colour, to: Colour, part: number): Colour {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * part);
  return [at(0), at(1), at(2)];
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
