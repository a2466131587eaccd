import type { Problem, YamlPath } from "../findings/problem.ts";
import { suggest } from "../findings/suggest.ts";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import { configSchema, type Config } from "./config.ts";

/*
 * Settings of which some are wrong: the others still say where the project's files stand, so that one run can tell what
 * is wrong with these as well. Nothing is written by them.
 */

/** What is right of settings. */
export interface RightSettings {
  /** The settings, with defaults for what is wrong. */
  readonly config: Config;
  /** Whether all that is wrong is among some settings at the top: a command that goes by none of them can still run. */
  readonly isOnlyAbout: (settings: readonly string[]) => boolean;
  /** Whether it is known where a kind's descriptors stand, and what stands beside them. */
  readonly isFound: (kind: Kind) => boolean;
}

/** What is set for other commands than those that make pages. */
export const NOT_OF_PAGES: readonly string[] = ["catalog", "export", "facts", "preview", "verify"];

/** What says where a kind's files stand. */
const WHERE: readonly unknown[] = ["descriptors", "info"];

/**
 * Finds out what is right of settings.
 *
 * @param value what the file says
 * @param problems what is wrong with it
 * @returns the defaults, by which nothing is found, where nothing can be said
 */
export function rightSettings(value: unknown, problems: readonly Problem[]): RightSettings {
  const paths = problems.map(({ place }) => ("path" in place ? settingAt(place.path) : []));
  if (paths.some((path) => path.length === 0)) return nothingRight();
  const copy: unknown = structuredClone(value);
  for (const path of paths) remove(copy, path);
  const valid = configSchema.safeParse(copy);
  if (!valid.success) return nothingRight();
  const meant = paths.map(meantBy);
  return {
    config: valid.data,
    isOnlyAbout: (settings) => meant.every(([first = ""]) => settings.includes(first)),
    isFound: (kind) => !meant.some((path) => isWhere(path, kind)),
  };
}

/** Of settings that cannot be read: templates stand where they stand, whatever is set. */
export function nothingRight(): RightSettings {
  return { config: configSchema.parse({}), isOnlyAbout: () => false, isFound: () => false };
}

/** The setting that a place is in: of a list, the whole. */
function settingAt(path: YamlPath): readonly string[] {
  const end = path.findIndex((step) => typeof step === "number");
  return path.slice(0, end < 0 ? path.length : end).map(String);
}

function remove(value: unknown, path: readonly string[]): void {
  let inner = value;
  for (const step of path.slice(0, -1)) inner = (inner as Record<string, unknown> | undefined)?.[step];
  if (typeof inner === "object" && inner !== null) Reflect.deleteProperty(inner, path.at(-1) ?? "");
}

/** The path that a misspelt one means. */
function meantBy(path: readonly string[]): readonly string[] {
  const [first = "", second, ...rest] = path;
  const top = Object.keys(configSchema.shape);
  const known = top.includes(first) ? first : (suggest(first, top) ?? first);
  const isOfKind = KINDS.some(({ settings }) => settings === known);
  return second === undefined ? [known] : [known, isOfKind ? (suggest(second, top) ?? second) : second, ...rest];
}

/** Whether a path says where the files of a kind stand; all of a kind's settings do. */
function isWhere([first, second]: readonly string[], { settings }: Kind): boolean {
  if (settings === undefined) return WHERE.includes(first);
  return first === settings && (second === undefined || WHERE.includes(second));
}
