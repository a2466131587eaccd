import { posix, resolve } from "node:path";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import type { Arrangement } from "./names.ts";
import { foldersWithGuides } from "./places.ts";

/** What a user chose, on the command line or in answers; what is left out has its default. */
export interface Choices {
  /** `folders`: `images/`, `charts/` and `out/`; `catalog`: `image/<name>/`, beside the definitions. */
  readonly arrangement?: Arrangement | undefined;
  /** Patterns of images, which overrule the arrangement. */
  readonly descriptors?: string | undefined;
  readonly output?: string | undefined;
  /** The catalog's folder, relative to the project. */
  readonly catalog?: string | undefined;
  readonly registry?: "public" | "mirror" | undefined;
  readonly namespace?: string | undefined;
}

/**
 * What the settings of a project are to say: only what differs from their defaults.
 *
 * @param choices what was chosen
 * @param root the project's folder, absolute
 */
export function settingsFor(choices: Choices, root: string): Record<string, unknown> {
  const { arrangement, catalog, registry, namespace } = choices;
  const withGuides = catalog === undefined ? new Set<string>() : foldersWithGuides(resolve(root, catalog));
  const stated: Record<string, unknown> = {};
  if (registry === "mirror" || namespace !== undefined) stated["registry"] = "mirror";
  if (namespace !== undefined) stated["namespace"] = namespace;
  if (catalog !== undefined) stated["catalog"] = catalog;
  for (const kind of KINDS) {
    const ofKind: Record<string, unknown> = arrangement === "catalog" ? besideDefinitions(kind) : {};
    if (catalog !== undefined && withGuides.has(kind.folder)) ofKind["published"] = posix.join(catalog, guideIn(kind));
    if (kind.settings === undefined) {
      Object.assign(stated, ofKind);
      if (choices.descriptors !== undefined) stated["descriptors"] = [choices.descriptors];
      if (choices.output !== undefined) stated["output"] = choices.output;
    } else if (Object.keys(ofKind).length > 0) stated[kind.settings] = ofKind;
  }
  return stated;
}

function besideDefinitions(kind: Kind): Record<string, unknown> {
  return { descriptors: [`${kind.folder}/{name}/guide.yaml`], output: guideIn(kind) };
}

const guideIn = ({ folder, pages: [guide] }: Kind) => `${folder}/{name}/${guide.file}`;
