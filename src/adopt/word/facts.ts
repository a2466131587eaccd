/*
 * Facts: what a descriptor states in fields of its own, and what the templates name as `variants.fips` or `env`. Where a
 * partial says a section word for word once such a fact is filled in, the fact is read back from the text.
 */

/** What a fact can be: a text, a switch, or a list of items. */
export type FactValue = string | boolean | readonly Readonly<Record<string, string | boolean>>[];

/** Facts by the names that templates have for them. */
export type Facts = ReadonlyMap<string, FactValue>;

/** How a fact is read back: a word, whole paragraphs, a switch, a list, or the changes of a table. */
export type FactKind = "word" | "text" | "switch" | "list" | "table";

const KINDS: Readonly<Record<string, FactKind>> = {
  "user.name": "word",
  "user.root": "switch",
  included: "text",
  env: "list",
  // Follows from the variables, but tells which of two tables they stand in.
  envDescribed: "switch",
  volumes: "list",
  useCases: "list",
  "comparison.with": "word",
  "comparison.changes": "table",
  "variants.runtime": "switch",
  "variants.dev": "switch",
  "variants.compat": "switch",
  "variants.fips": "switch",
  "variants.notes": "text",
  "migration.dropIn": "switch",
  "migration.from": "word",
  "migration.platform": "word",
  "migration.changes": "table",
};

/**
 * Tells how a fact is read back from a text.
 *
 * @param name its name in templates
 * @returns its kind; undefined for what follows from other facts, or cannot be read
 */
export function factKind(name: string): FactKind | undefined {
  return KINDS[name];
}

/**
 * Puts together what was read from a text piece by piece.
 *
 * @param read values by their names: `variants.fips`; `env.0.name` and `env.length` for a list;
 *   `migration.changes|-Ports` for a row that is left out, with `=` for one that is changed, with `+` for one that is added
 * @returns the facts; for each that was read, also where it is what it is by default
 */
export function collectFacts(read: ReadonlyMap<string, string | boolean>): Facts {
  const facts = new Map<string, FactValue>();
  for (const [name, value] of read) {
    const [, list, length] = /^(\w+)\.(\d+|length)/.exec(name) ?? [];
    const [, table, kind, key = ""] = /^([\w.]+)\|([-=+])([\s\S]*)$/.exec(name) ?? [];
    if (length === "length" && list !== undefined)
      facts.set(
        list,
        Array.from({ length: Number(value) }, (_, index) => itemOf(list, index, read)),
      );
    else if (table !== undefined) {
      const changes = (facts.get(table) ?? []) as readonly Readonly<Record<string, string | boolean>>[];
      const cells = String(value)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|"));
      const change =
        kind === "-"
          ? { key, omit: true }
          : { key, ...Object.fromEntries(cells.map((cell, index) => [`cell${index + 1}`, cell])) };
      facts.set(table, [...changes, change]);
    } else if (list === undefined) facts.set(name, value);
  }
  return facts;
}

function itemOf(list: string, index: number, read: ReadonlyMap<string, string | boolean>) {
  const prefix = `${list}.${index}.`;
  return Object.fromEntries(
    [...read].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  );
}

/**
 * Tells whether facts can be true of an image. A text that leaves something out need not mean that it is not there.
 *
 * @param facts what was read from a text
 * @returns false where the image would have no variant to run
 */
export function isCredible(facts: Facts): boolean {
  return facts.get("variants.runtime") !== false;
}

/**
 * Tells how much a descriptor must say for some facts.
 *
 * @param facts the facts
 * @returns how many characters, about
 */
export function factsLength(facts: Facts): number {
  return [...facts.values()].reduce<number>(
    (sum, value) => sum + (Array.isArray(value) && value.length > 0 ? JSON.stringify(value).length : 0),
    0,
  );
}

/**
 * Writes facts as the fields of a descriptor.
 *
 * @param facts the facts
 * @param canonical brings a text to canonical references
 * @returns the fields that say something else than a descriptor without them
 */
export function fieldsOf(facts: Facts, canonical: (text: string) => string): Record<string, unknown> {
  const text = (name: string) => {
    const value = facts.get(name);
    return typeof value === "string" && value !== "" ? canonical(value) : undefined;
  };
  const list = (name: string) => {
    const value = facts.get(name);
    return Array.isArray(value) && value.length > 0
      ? (value as Readonly<Record<string, string | boolean>>[])
      : undefined;
  };
  const user = facts.get("user.root") === true ? "root" : text("user.name");
  const env = list("env")?.map(({ name, description, value, required }) => ({
    name,
    ...(typeof value === "string" && value !== "" && { default: canonical(value) }),
    ...(required === true && { required }),
    description: canonical(String(description)),
  }));
  const volumes = list("volumes")?.map(({ path, description }) => ({
    path,
    description: canonical(String(description)),
  }));
  const useCases = list("useCases")?.map((useCase) => ({
    title: canonical(String(useCase["title"])),
    text: canonical(String(useCase["text"])),
  }));
  const comparison = { ...defined("with", text("comparison.with")), ...rowsOf(facts, "comparison", canonical) };
  const variants = { ...availableOf(facts), ...defined("notes", text("variants.notes")) };
  const migration = {
    ...(facts.get("migration.dropIn") === true && { kind: "drop-in" }),
    ...defined("from", text("migration.from")),
    ...defined("platform", text("migration.platform")),
    ...rowsOf(facts, "migration", canonical),
  };
  return {
    ...(user !== undefined && user !== "nonroot" && { user }),
    ...defined("env", env),
    ...defined("volumes", volumes),
    ...defined("included", text("included")),
    ...defined("useCases", useCases),
    ...(Object.keys(comparison).length > 0 && { comparison }),
    ...(Object.keys(variants).length > 0 && { variants }),
    ...(Object.keys(migration).length > 0 && { migration }),
  };
}

function defined(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

const VARIANTS = ["runtime", "dev", "compat", "fips"];
const USUAL_VARIANTS = "runtime dev";

function availableOf(facts: Facts): Record<string, unknown> {
  const available = VARIANTS.filter(
    (name) => facts.get(`variants.${name}`) ?? USUAL_VARIANTS.split(" ").includes(name),
  );
  return available.join(" ") === USUAL_VARIANTS ? {} : { available };
}

const CELLS: Readonly<Record<string, readonly string[]>> = {
  comparison: ["feature", "standard", "hardened"],
  migration: ["item", "note"],
};

function rowsOf(facts: Facts, table: string, canonical: (text: string) => string): Record<string, unknown> {
  const changes = facts.get(`${table}.changes`);
  if (!Array.isArray(changes)) return {};
  const rows = changes as readonly Readonly<Record<string, string | boolean>>[];
  const omit = rows.filter(({ omit: isOmitted }) => isOmitted === true).map(({ key }) => key);
  const own = rows
    .filter(({ omit: isOmitted }) => isOmitted !== true)
    .map((row) =>
      Object.fromEntries(
        (CELLS[table] ?? []).flatMap((name, index) => {
          const cell = index === 0 ? row["key"] : row[`cell${index}`];
          return typeof cell === "string" && cell !== "" ? [[name, canonical(cell)]] : [];
        }),
      ),
    );
  return { ...(omit.length > 0 && { omit }), ...(own.length > 0 && { rows: own }) };
}
