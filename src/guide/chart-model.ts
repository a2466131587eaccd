import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { Prose, prose } from "./prose.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";
import { optional, type Texts } from "./texts.ts";

/*
 * What templates can name of a Helm chart, and its value.
 */

const text = z.string();

/** The name of the secret that samples make. */
const PULL_SECRET = "helm-pull-secret";

export const installModel = z.object({
  /** The lines of the `helm install` sample, made from the facts. */
  command: z.array(z.instanceof(Prose)),
  release: text,
  /** The namespace that samples install into, or "". */
  namespace: text,
  prerequisites: prose,
  /** Whether the sample names the pull secret. */
  pullSecret: z.boolean(),
  /** What stands below the command. */
  text: prose,
  verify: prose,
  uninstall: prose,
});

/** How one installs the chart; the reference is the chart's, as the registry profile has it. */
export function installOf(
  descriptor: Descriptor,
  reference: string,
  profile: RegistryProfile,
  texts: Texts,
): z.output<typeof installModel> {
  const { name, release = `my-${name}`, namespace = "", pullSecrets = [] } = descriptor;
  return {
    command: installCommand({ ...descriptor, release }, reference, (text) => rewriteReferences(text, profile)),
    release,
    namespace,
    prerequisites: optional(texts, descriptor.prerequisites, "prerequisites"),
    pullSecret: pullSecrets.length > 0,
    text: optional(texts, descriptor.install, "install"),
    verify: optional(texts, descriptor.verify, "verify"),
    uninstall: optional(texts, descriptor.uninstall, "uninstall"),
  };
}

function installCommand(
  { release, namespace, pullSecrets = [], set = [], options = [] }: Descriptor,
  reference: string,
  rewrite: (text: string) => string,
): Prose[] {
  const line = (text: string, ...path: (string | number)[]) => new Prose(text, { kind: "fact", path, offset: 0 });
  const lines = [
    line(`helm install ${release ?? ""} ${reference} --version <version>`, "name"),
    ...(namespace === undefined ? [] : [line(`  --namespace ${namespace}`, "namespace")]),
    ...pullSecrets.map((path, index) => line(`  --set "${path}=${PULL_SECRET}"`, "pullSecrets", index)),
    ...set.map((value, index) => line(`  --set "${rewrite(value)}"`, "set", index)),
    ...options.map((option, index) => line(`  ${rewrite(option)}`, "options", index)),
  ];
  return lines.map((each, index) => (index < lines.length - 1 ? each.with(`${each.text} \\`, false) : each));
}

export const contentsModel = z.object({
  /** What a chart deploys, or "": `name` and `tag`. */
  images: z.array(z.object({ name: text, tag: text })),
  charts: z.array(z.object({ name: text, version: text })),
  versions: z.array(text),
  /** Where upstream's sources are, or "". */
  source: text,
});

/** What the snapshot says of a chart. */
export function contentsOf({ snapshot = {} }: Descriptor): z.output<typeof contentsModel> {
  const { images = [], charts = [], versions = [], source = "" } = snapshot;
  return {
    images: images.map(({ name, tag = "" }) => ({ name, tag })),
    charts: charts.map(({ name, version = "" }) => ({ name, version })),
    versions,
    source,
  };
}
