import { isDeepStrictEqual } from "node:util";
import type { Identity } from "../read/identity.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import { paragraphsOf, textSection, type FieldSection, type SectionFields } from "./field-section.ts";
import type { Fields } from "./page-context.ts";
import { commandWords } from "./run-sample.ts";

/** The sections of charts' guides whose text is a field, by the partial that the package has for them. */
export const CHART_SECTIONS: Readonly<Record<string, FieldSection>> = {
  "chart-prerequisites": textSection("prerequisites", /^prerequisites$/),
  "install-chart": {
    heading: /^(?:step \d+ )?install the (?:helm )?chart$/,
    hasSubsections: false,
    hasWords: true,
    read: readInstall,
  },
  "verify-installation": textSection("verify", /^(?:step \d+ )?verify the installation$/),
  "uninstall-chart": { heading: /^uninstall\b/, hasSubsections: false, hasWords: true, read: readUninstall },
};

/** The section that installs the chart: what its sample sets, and what stands around that beside what all charts say. */
function readInstall([first]: readonly PublishedSection[], identity: Identity): SectionFields {
  const sample = first?.blocks.find(({ kind }) => kind === "code");
  const fields = sample && readInstallSample(sample.text, identity);
  if (!first || !sample || !fields) return { fields: {} };
  const above = paragraphsOf([{ ...first, lines: first.lines.slice(0, sample.start) }]);
  const below = paragraphsOf([{ ...first, lines: ["", ...first.lines.slice(sample.end)] }]);
  const intro = above.findIndex((paragraph) => paragraph.includes("`helm install`"));
  const placeholders = below.findIndex((paragraph) => paragraph.startsWith("Replace `<version>`"));
  const textOf = (field: string, paragraphs: readonly string[]) =>
    paragraphs.length === 0 ? {} : { [field]: `${identity.canonical(paragraphs.join("\n\n"))}\n` };
  return {
    fields: {
      ...fields,
      ...(intro >= 0 && textOf("prepare", above.slice(intro + 1))),
      ...(placeholders >= 0 && textOf("install", below.slice(placeholders + 1))),
    },
  };
}

/** The section that removes the chart: its command, or what one must know besides. */
function readUninstall(sections: readonly PublishedSection[], { canonical }: Identity): SectionFields | undefined {
  const paragraphs = paragraphsOf(sections);
  if (paragraphs.length === 0) return undefined;
  const besides = paragraphs.filter((paragraph) => !/^`{3}\w*\n\$? ?helm uninstall [^\n]*\n`{3}$/.test(paragraph));
  return { fields: { uninstall: besides.length === 0 ? true : `${canonical(besides.join("\n\n"))}\n` } };
}

/** What samples call the secret. */
const PULL_SECRET = "helm-pull-secret";
/** A value's path, as a descriptor can name it. */
const VALUE_PATH = /^[A-Za-z_][\w.[\]\\/-]*$/;

/**
 * Reads a sample that installs the chart once, whatever its line breaks and quotes.
 *
 * @param sample the sample in its fence
 * @param identity what the page calls the chart
 * @returns the fields that a descriptor's sample is made from; undefined where it does something that they cannot say
 */
export function readInstallSample(sample: string, { name, canonical }: Identity): Fields | undefined {
  const [, body = ""] = /^`{3}(?:bash|sh|shell|console)?\n([\s\S]*)\n`{3}$/.exec(sample) ?? [];
  // Nothing follows a break at the end.
  const words = commandWords(
    canonical(body)
      .replace(/^\$ /, "")
      .replace(/\\(?:\n|$)/g, " "),
  );
  if (!words) return undefined;
  const [helm, install, release = "", reference = "", version, number, ...rest] = words;
  const [, repository] = /^oci:\/\/dhi\.io\/([a-z0-9._-]+)$/.exec(reference) ?? [];
  const isInstall = helm === "helm" && install === "install" && version === "--version" && number === "<version>";
  if (!isInstall || repository === undefined || release.startsWith("-")) return undefined;
  let namespace: string | undefined;
  const pullSecrets: string[] = [];
  const set: string[] = [];
  const options: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const option = rest[index] ?? "";
    const next = rest[index + 1];
    if (!option.startsWith("-")) return undefined;
    const value = next === undefined || next.startsWith("-") ? undefined : next;
    if (value !== undefined) index += 1;
    const [, path, text] = /^([^=]+)=([\s\S]*)$/.exec(value ?? "") ?? [];
    if (option === "--set" && path !== undefined)
      if (text === PULL_SECRET && VALUE_PATH.test(path)) pullSecrets.push(path);
      else set.push(value ?? "");
    else if (/^(?:-n|--namespace)$/.test(option) && value !== undefined) namespace = value;
    else options.push(value === undefined ? option : `${option} ${value}`);
  }
  // Without a namespace, there is none to make.
  const make = namespace === undefined ? -1 : options.indexOf("--create-namespace");
  if (make >= 0) options.splice(make, 1);
  return {
    ...(repository !== `${name}-chart` && { repository }),
    ...(release !== `my-${name}` && { release }),
    ...(namespace !== undefined && { namespace }),
    ...(make >= 0 && { createNamespace: true }),
    ...(pullSecrets.length > 0 && { pullSecrets }),
    ...(set.length > 0 && { set }),
    ...(options.length > 0 && { options }),
  };
}

/**
 * Tells whether two samples install the chart alike.
 *
 * @param a a sample in its fence
 * @param b another
 * @param identity what the page calls the chart
 * @returns false also for samples of which one cannot be read
 */
export function saysSameInstall(a: string, b: string, identity: Identity): boolean {
  const [one, other] = [a, b].map((sample) => readInstallSample(sample, identity));
  return one !== undefined && isDeepStrictEqual(one, other);
}
