import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { isPrefix, nameOf, pathsOf } from "./field-paths.ts";
import type { TextUse } from "./prose.ts";
import { findUnshownFacts } from "./unshown-facts.ts";
import { unpublishedPlaces } from "./unpublished.ts";

/*
 * Nothing that an author wrote is lost in silence. Of texts it is known whether they were printed: see guide/prose.ts. Of
 * the other fields this table says which names of the model they become, one of which a section must print; a name
 * with `?` in front need only be asked for by a condition.
 */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  article: ["article"],
  shortTitle: ["shortTitle", "subject"],
  ports: ["ports", "privilegedPorts", "start.command"],
  args: ["start.command"],
  "env.value": ["start.command"],
  "env.required": ["start.command", "start.requiredEnv", "?start.requiredEnv", "env", "envGroups"],
  "env.secret": ["start.command"],
  "env.group": ["envGroups"],
  "volumes.source": ["start.command"],
  "volumes.readOnly": ["start.command"],
  "start.mode": ["start.command"],
  "start.options": ["start.command"],
  "start.container": ["start.command", "start.container"],
  "start.publish": ["start.command"],
  "start.tag": ["start.command"],
  "start.env": ["start.command"],
  "start.volumes": ["start.command"],
  "start.compose": ["start.compose.lines"],
  "start.further": ["start.further"],
  "comparison.omit": ["comparison.changes"],
  "migration.kind": ["migration.dropIn", "?migration.dropIn"],
  "migration.from": ["migration.from"],
  "migration.omit": ["migration.changes"],
  release: ["install.command", "install.release", "install.uninstallCommand"],
  namespace: ["install.command", "install.namespace", "install.uninstallCommand"],
  createNamespace: ["install.command", "?install.createNamespace"],
  pullSecrets: ["install.command"],
  set: ["install.command"],
  options: ["install.command"],
  uninstall: ["install.uninstallCommand", "install.uninstall"],
  "overview.website": ["overview.website"],
  "overview.documentation": ["overview.documentation"],
};

/** What templates call fields by another name as well: those of a chart, and notes with all that stands between them. */
const MODEL_NAMES: Readonly<Record<string, string>> = {
  "start.notes": "start.notices",
  prerequisites: "install.prerequisites",
  prepare: "install.prepare",
  install: "install.text",
  verify: "install.verify",
};

/** Texts that are no field's: a definition's, words that are looked up in shared text, values of parameters. */
const OTHERS = /^(?:env\.default|comparison\.omit|migration\.omit)$|(?:^|\.)(?:parameters|changes)(?:\.|$)/;

/** A field, or one member of its list, and whether a section said it. */
interface Stated {
  readonly path: YamlPath;
  readonly isUsed: boolean;
}

/** A page, and the other pages of the same thing. */
export interface SaidPages {
  /** Where what only this page says stands: see `PageKind`. */
  readonly fields: "" | "overview" | undefined;
  /** The same of the others, and the names of the model that the partials of their layouts may print. */
  readonly others: readonly { readonly fields: "" | "overview" | undefined; readonly names: ReadonlySet<string> }[];
  /** The settings that leave pages out, by the fields of those. */
  readonly leftOut: ReadonlyMap<string, string>;
}

/**
 * Finds the fields of a descriptor that no section of a page said anything of. Each page answers for its own fields, and
 * the guide for those whose page there is not.
 *
 * @param descriptor what the author wrote
 * @param uses the author's texts, after the page was rendered
 * @param names the names of the model that its sections looked up
 * @param text the page
 * @param pages which page it is, and what other pages may say
 * @returns a warning for each; for a field of which nothing at all was said, one
 */
export function findUnusedFields(
  descriptor: Descriptor,
  uses: readonly TextUse[],
  names: ReadonlySet<string>,
  text: string,
  { fields, others, leftOut: settings }: SaidPages,
): Problem[] {
  if (fields === undefined) return [];
  const elsewhere = new Set(others.flatMap((page) => [...page.names]));
  const hasOverview = others.some((page) => page.fields === "overview");
  const isOwn = ([first]: YamlPath) =>
    first === "overview" ? fields === "overview" || !hasOverview : fields !== "overview";
  const stated = [
    ...uses
      .filter(({ path, printed }) => printed || !OTHERS.test(fieldOf(path)))
      .map(({ path, printed }): Stated => ({
        path,
        isUsed: printed || modelNames(path).some((name) => elsewhere.has(name)),
      })),
    ...Object.entries(FIELDS).flatMap(([field, wanted]) => {
      const isUsed =
        wanted.some((name) => names.has(name) || elsewhere.has(name)) ||
        (field === "ports" && saysPort(descriptor, text));
      return pathsOf(descriptor, field.split(".")).map(({ path }): Stated => ({ path, isUsed }));
    }),
  ];
  const used = stated.filter(({ isUsed }) => isUsed).map(({ path }) => path);
  // Of what is left out because nothing is published for which it is, there is a finding.
  const leftOut = unpublishedPlaces(descriptor);
  const isLeftOut = (path: YamlPath) => leftOut.some((one) => isPrefix(one, path));
  const unused = [
    ...stated
      .filter(({ path, isUsed }) => !isUsed && !isLeftOut(path))
      .map(({ path }) => (fieldOf(path) in WANTED ? path : whole(path, used))),
    ...findIdleFields(descriptor).filter((path) => !isLeftOut(path)),
    ...findPassedOver(descriptor, names),
  ];
  const places = [...new Map(unused.map((path) => [path.join("."), path])).values()];
  const isTold = (path: YamlPath) => places.some((one) => one.length < path.length && isPrefix(one, path));
  return places.filter((path) => !isTold(path) && isOwn(path)).map((path) => unusedProblem(path, settings));
}

/** What templates call a text: a list by its name. */
function modelNames(path: YamlPath): string[] {
  const member = path.findIndex((step) => typeof step === "number");
  const name = (member < 0 ? path : path.slice(0, member)).join(".");
  return [name, MODEL_NAMES[name] ?? name];
}

/** `sync` keeps ports true, and an author may show them in samples of their own. */
function saysPort({ ports = [] }: Descriptor, text: string): boolean {
  return ports.some((port) => new RegExp(`(?<!\\d)${Number.parseInt(port, 10)}(?!\\d)`).test(text));
}

/** Fields that mean nothing without another one, whatever the templates say. */
function findIdleFields(descriptor: Descriptor): YamlPath[] {
  const { useCases = [], namespace, createNamespace = false } = descriptor;
  return [
    ...(createNamespace && namespace === undefined ? [["createNamespace"]] : []),
    ...findUnshownFacts(descriptor),
    ...useCases.flatMap(({ steps = [] }, index) =>
      steps.flatMap(({ language, code }, step) =>
        language !== undefined && code === undefined ? [["useCases", index, "steps", step, "language"]] : [],
      ),
    ),
  ];
}

/**
 * Facts that `sync` keeps true are no burden where a guide has no section that tells them. But here a section asks, and
 * cannot tell it.
 */
function findPassedOver({ entrypoint, cmd }: Descriptor, names: ReadonlySet<string>): YamlPath[] {
  const isAsked = names.has("?entrypoint.cmd") && !names.has("entrypoint.cmd");
  return entrypoint === "varies" && cmd !== undefined && isAsked ? [["cmd"]] : [];
}

const fieldOf = (path: YamlPath) => path.filter((step) => typeof step === "string").join(".");

/** The outermost field around one of which nothing is used. */
function whole(path: YamlPath, used: readonly YamlPath[]): YamlPath {
  const length = path.findIndex((_, index) => !used.some((one) => isPrefix(path.slice(0, index + 1), one)));
  return length < 0 ? path : path.slice(0, length + 1);
}

/** Fields that are printed where another one says something, and what it is to say. */
const WANTED: Readonly<Record<string, string>> = {
  "variants.fipsNotes": "add fips to `variants.available`, or remove it: only what tells of FIPS variants prints it",
};

function unusedProblem(path: YamlPath, leftOut: SaidPages["leftOut"]): Problem {
  const isMember = typeof path.at(-1) === "number";
  const setting = leftOut.get(String(path[0]));
  return {
    code: "field-unused",
    severity: "warning",
    message: `unexpected ${nameOf(path)}, of which no section of a page says anything`,
    fix:
      WANTED[fieldOf(path)] ??
      (setting === undefined
        ? "remove it, or give a page a section that prints it"
        : `remove it, or the setting \`${setting}: false\`, which leaves out the page that prints it`),
    place: { path, part: isMember ? "value" : "key" },
  };
}
