import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { SNAPSHOT_FILE } from "../descriptor/snapshot.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose, prose } from "./prose.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";
import { optional, type Texts } from "./texts.ts";

/*
 * What templates can name of a Helm chart, and its value.
 */

const text = z.string();
const flag = z.boolean();

/** The name of the secret that samples make. */
const PULL_SECRET = "helm-pull-secret";

export const installModel = z.object({
  release: text.describe("The release's name in samples."),
  namespace: text.describe('The namespace that samples install into, or "".'),
  createNamespace: flag.describe("Whether samples make the namespace."),
  prerequisites: prose.describe("What a cluster needs before, in the author's words."),
  images: flag.describe(
    "Whether the chart runs images of the catalog: what the facts say; where they say nothing, whether it has a pull secret.",
  ),
  pullSecret: flag.describe("Whether the sample names the pull secret."),
  prepare: prose.describe("What stands above the command, in the author's words."),
  command: z.array(z.instanceof(Prose)).describe("The lines of the `helm install` sample, made from the facts."),
  text: prose.describe("What stands below the command, in the author's words."),
  verify: prose.describe("How one sees that the chart runs, in the author's words."),
  uninstallCommand: prose.describe(
    'The `helm uninstall` sample, or "" where the guide does not say how one removes the chart.',
  ),
  uninstall: prose.describe("What one must know besides to remove it, in the author's words."),
});

/** How one installs the chart; the reference is the chart's, as the registry profile has it. */
export function installOf(
  descriptor: Descriptor,
  reference: string,
  profile: RegistryProfile,
  texts: Texts,
): z.output<typeof installModel> {
  const { name, release = `my-${name}`, namespace = "", pullSecrets = [], uninstall } = descriptor;
  const { deploys, none } = contentsOf(descriptor);
  return {
    release,
    namespace,
    createNamespace: namespace !== "" && descriptor.createNamespace === true,
    prerequisites: optional(texts, descriptor.prerequisites, "prerequisites"),
    images: deploys || (pullSecrets.length > 0 && !none),
    pullSecret: pullSecrets.length > 0,
    prepare: optional(texts, descriptor.prepare, "prepare"),
    command: installCommand({ ...descriptor, release }, reference, (text) => rewriteReferences(text, profile)),
    text: optional(texts, descriptor.install, "install"),
    verify: optional(texts, descriptor.verify, "verify"),
    uninstallCommand:
      uninstall === undefined
        ? ""
        : shown(`helm uninstall ${release}${namespace && ` --namespace ${namespace}`}`, "uninstall"),
    uninstall: uninstall === true ? "" : optional(texts, uninstall, "uninstall"),
  };
}

function installCommand(
  { release, namespace, createNamespace = false, pullSecrets = [], set = [], options = [] }: Descriptor,
  reference: string,
  rewrite: (text: string) => string,
): Prose[] {
  const lines = [
    shown(`helm install ${release ?? ""} ${reference} --version <version>`, "name"),
    ...(namespace === undefined ? [] : [shown(`  --namespace ${namespace}`, "namespace")]),
    ...(namespace !== undefined && createNamespace ? [shown("  --create-namespace", "createNamespace")] : []),
    ...pullSecrets.map((path, index) => shown(`  --set ${quoted(`${path}=${PULL_SECRET}`)}`, "pullSecrets", index)),
    ...set.map((value, index) => shown(`  --set ${quoted(rewrite(value))}`, "set", index)),
    ...options.map((option, index) => shown(`  ${rewrite(option)}`, "options", index)),
  ];
  return lines.map((each, index) => (index < lines.length - 1 ? each.with(`${each.text} \\`, false) : each));
}

const shown = (text: string, ...path: YamlPath) => new Prose(text, { kind: "fact", path, offset: 0 });

/** A value as one word of the shell, which leaves `${VAR}` and `$(command)` to it as the author meant it. */
const quoted = (value: string) => `"${value.replace(/["`]|\\(?=["\\`$]|$)/g, (character) => `\\${character}`)}"`;

export const contentsModel = z.object({
  images: z
    .array(
      z.object({
        name: prose.describe("The image's name."),
        tag: prose.describe('Its tag, or "".'),
      }),
    )
    .describe("The images that the chart deploys."),
  charts: z
    .array(
      z.object({
        name: prose.describe("The chart's name."),
        version: prose.describe('Its version, or "".'),
      }),
    )
    .describe("The charts that the chart deploys."),
  deploys: flag.describe("Whether it deploys any image, itself or by another chart."),
  none: flag.describe("Whether it is known to deploy none."),
  versions: z.array(prose).describe("The versions of the chart."),
  source: prose.describe('Where upstream\'s sources are, or "".'),
});

/** What the snapshot says of a chart. */
export function contentsOf({ snapshot = {} }: Descriptor): z.output<typeof contentsModel> {
  const { images = [], charts = [], versions = [], source = "", file = SNAPSHOT_FILE } = snapshot;
  const stated = (text = "") => (text === "" ? "" : new Prose(text, { kind: "prose", file, line: 1 }, true));
  const deploys = images.length > 0 || charts.length > 0;
  return {
    images: images.map(({ name, tag }) => ({ name: stated(name), tag: stated(tag) })),
    charts: charts.map(({ name, version }) => ({ name: stated(name), version: stated(version) })),
    deploys,
    none: snapshot.images !== undefined && !deploys,
    versions: versions.map((version) => stated(version)),
    source: stated(source),
  };
}
