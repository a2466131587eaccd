import { describe, expect, test } from "vitest";
import { about, adopted as adoptedAlike, build, read } from "./small-catalog.ts";

/*
 * Structured fields: where guides share a table or a text in a wording of their own that the package's partials have a
 * field for, the partial that is learned from them has it, too.
 */

const NAMES = ["alma", "berta", "cilla", "dora", "elsa", "frida", "greta"];

const adopted = (guide: (name: string, index: number) => string, names = NAMES) => adoptedAlike(guide, names);

/** The migration table's rows in words that no package has. */
const ROWS: Readonly<Record<string, string>> = {
  "Base image": "Hang the hardened lamp where the old one hung.",
  "Non-root user": "Whoever lights it must not be the owner of the house.",
  Ports: "The lamp burns behind windows above the first floor only.",
  "Entry point": "It is lit at its own wick, and at no other place.",
  "No shell": "It has no glass that could be taken off to blow it out.",
};

const table = (name: string, change: (rows: Record<string, string>) => void = () => {}) => {
  const rows = { ...ROWS };
  change(rows);
  const lines = Object.entries(rows).map(([item, note]) => `| ${item} | ${note} |`);
  return `${about(name)}## Change lamps

Before you change to a hardened lamp, read in this table what will be another way.

| Item | What is another way |
| --- | --- |
${lines.join("\n")}

Then take down the old lamp.
`;
};

describe("a table that a partial has a field for", () => {
  const PARTIAL = "templates/partials/change-lamps.hbs";

  test("is one in the learned partial, too, with the rows as most guides have them", () => {
    const root = adopted((name) => table(name));
    expect(read(root, PARTIAL)).toMatch(/\{\{#table migration\.changes\}\}\n\| Item \|[\s\S]*\{\{\/table\}\}/);
    expect(read(root, PARTIAL)).not.toContain("@param");
    expect(read(root, "images/alma.yaml")).not.toContain("migration:");
  });

  test("a row that guides lack is left out by its name, without a switch in the partial", () => {
    const root = adopted((name, index) => table(name, (rows) => index < 3 && delete rows["Ports"]));
    expect(read(root, PARTIAL)).not.toContain("@param");
    expect(read(root, "images/alma.yaml")).toMatch(/migration:\n +omit: \[Ports\]/);
    expect(read(root, "images/frida.yaml")).not.toContain("migration:");
  });

  test("a row of a guide's own at the end of the table is a row of its descriptor", () => {
    const root = adopted((name, index) => table(name, (rows) => index === 0 && (rows["Oil"] = "It burns rape oil.")));
    expect(read(root, "images/alma.yaml")).toMatch(/rows:\n +- item: Oil\n +note: It burns rape oil\./);
  });

  test("a row that says quite another thing is a row of the descriptor, a few words in one are a change", () => {
    const root = adopted((name, index) =>
      table(name, (rows) => {
        if (index === 0) rows["Ports"] = "This one burns at sea.";
        if (index === 1) rows["Ports"] = ROWS["Ports"]?.replace("first", "third") ?? "";
      }),
    );
    expect(read(root, "images/alma.yaml")).toMatch(/rows:\n +- item: Ports\n +note: This one burns at sea\./);
    expect(read(root, "images/berta.yaml")).toMatch(/find: .*first[^]*replace: .*third/);
    expect(read(root, "images/berta.yaml")).not.toContain("migration:");
  });

  test("a table of which most rows are a guide's own is not taken for the shared one", () => {
    const own = (rows: Record<string, string>) => {
      for (const item of Object.keys(rows).slice(0, 4))
        rows[item] = `About ${item.length} sailors know what ${item} is.`;
    };
    const root = adopted((name, index) => table(name, (rows) => index === 0 && own(rows)));
    expect(read(root, "images/alma.yaml")).not.toContain("migration:");
    expect(read(root, "images/alma/change-lamps.md")).toContain("sailors know");
  });

  test("rows that are called otherwise make it another table", () => {
    const other = (name: string) =>
      Object.keys(ROWS).reduce((text, item) => text.replace(`| ${item} |`, `| The ${item.length}th |`), table(name));
    const root = adopted(other);
    expect(read(root, PARTIAL)).not.toContain("{{#table");
  });
});

describe("a text that depends on a fact", () => {
  const FIPS = `FIPS variants include \`fips\` in the variant name and tag. They come in both runtime and build-time variants. These
variants use cryptographic modules that have been validated under FIPS 140, a U.S. government standard for secure
cryptographic operations. For example, usage of MD5 fails in FIPS variants.`;
  const SIZES = Array.from(
    { length: 6 },
    (_, size) => `A lamp of size ${size} burns for ${size + 3} hours, and is for a house of ${size + 1} floors.`,
  ).join(" ");
  const lamps = (name: string, more: string) =>
    `${about(name)}## Kinds of lamps\n\n${SIZES}\n\nBoth are lit in the same way.\n${more}`;

  test("needs no switch of its own", () => {
    const root = adopted((name, index) => lamps(name, index < 3 ? `\n${FIPS}\n` : ""));
    const partial = read(root, "templates/partials/kinds-of-lamps.hbs");
    expect(partial).toMatch(/\{\{#if variants\.fips\}\}\n+FIPS variants include/);
    expect(partial).not.toContain("@param");
    expect(read(root, "images/alma.yaml")).toMatch(/available:[^]*fips/);
    expect(read(root, "images/frida.yaml")).not.toContain("variants:");
  });

  test("a fact is stated once: sections that name it agree, and one that does not says so in its own words", () => {
    const again = (more: string) =>
      `\n## Lamps of the state\n\n${SIZES.replaceAll("A lamp", "One of the state")}\n\nWhoever lights it signs for it.\n${more}`;
    const root = adopted((name, index) => {
      const isFips = index < 3;
      const inSecond = index === 0 ? false : isFips;
      return lamps(name, isFips ? `\n${FIPS}\n` : "") + again(inSecond ? `\n${FIPS}\n` : "");
    });
    expect(
      build(root)
        .get("alma")
        ?.match(/FIPS variants include/g),
    ).toHaveLength(1);
    expect(read(root, "images/berta.yaml").match(/fips/g)).toHaveLength(1);
  });
});

test("a partial has few parameters: what fewer guides say otherwise is for their descriptors", () => {
  const paragraphs = Array.from(
    { length: 12 },
    (_, index) =>
      `In month number ${index + 1} of the year, the ${["wick", "glass", "base", "chain", "hook", "lid"][index % 6]} of a lamp is looked at by ${["its", "a"][index % 2]} keeper before noon.`,
  );
  const names = Array.from({ length: 18 }, (_, index) => `lamp${String.fromCharCode(97 + index)}`);
  const root = adopted((name, index) => {
    // Each paragraph is another one in three guides, of which each deviates in two paragraphs.
    const own = paragraphs.map((text, place) =>
      Math.floor(place / 2) === index % 6 ? text.replace("noon", `${index + 1} o'clock`) : text,
    );
    return `${about(name)}## The year of the lamp\n\n${own.join("\n\n")}\n`;
  }, names);
  const partial = read(root, "templates/partials/year-of-lamp.hbs");
  expect(partial.match(/@param/g)?.length).toBeLessThanOrEqual(8);
  expect(read(root, "images/lampr.yaml")).not.toContain("month number 1 of");
});

test("paragraphs that come and go together stand in one branch of the partial", () => {
  const root = adopted((name, index) => {
    const more =
      index < 3
        ? "The keeper signs for it at dusk.\n\nThe keeper's wife signs for it at dawn, in the same book.\n"
        : "";
    return `${about(name)}## The book of lamps\n\nEvery lamp that is taken out of the house stands in the book of lamps, with the day, the hour, the name of whoever took it, and the reason.\n\n${more}`;
  });
  expect(read(root, "templates/partials/book-of-lamps.hbs")).toMatch(
    /\{\{#if \w+\}\}\n\nThe keeper signs[^{]*wife signs[^{]*\{\{\/if\}\}/,
  );
});

test("guides that say nearly everything otherwise have a partial of their own, not a parameter for each word", () => {
  const hours = ["rope", "bell", "door", "glass", "stove", "chain", "ladder", "window", "bucket", "lid"];
  const [oils, waxes] = [
    ["red", "green", "blue", "black", "white", "brown", "grey", "pink", "gold", "silver"],
    ["sour", "sweet", "bitter", "salt", "hot", "cold", "old", "new", "thick", "thin"],
  ];
  const root = adopted((name, index) => {
    const words = index < 3 ? waxes : oils;
    const text = hours.map(
      (hour, at) => `At the ${hour} the keeper looks at the flame, and puts ${words[at]} oil on it.`,
    );
    return `${about(name)}## The night of the lamp\n\n${text.join("\n\n")}\n`;
  });
  for (const name of ["night-of-lamp", "night-of-lamp-2"])
    expect(read(root, `templates/partials/${name}.hbs`)).not.toContain("@param");
  expect(read(root, "images/alma.yaml")).not.toContain("parameters");
});

describe("a table of environment variables", () => {
  const variables = (name: string, unset: string) => `${about(name)}## Environment variables

| Variable | Description | Default | Required |
| --- | --- | --- | --- |
| \`${name.toUpperCase()}_OIL\` | The oil that it burns. | \`rape\` | No |
| \`${name.toUpperCase()}_WICK\` | How high the wick is. | ${unset} | Yes |
`;

  test("is read back into the field", () => {
    const root = adopted((name) => variables(name, ""));
    expect(read(root, "images/alma.yaml")).toMatch(
      /env:\n {2}- name: ALMA_OIL\n {4}default: rape\n {4}description: The oil that it burns\.\n {2}- name: ALMA_WICK\n {4}required: true\n/,
    );
  });

  test("may say of what has no default what it likes, as long as it is one thing", () => {
    const root = adopted((name) => variables(name, "_none_"));
    expect(read(root, "images/alma.yaml")).toContain("unset: _none_");
  });
});
