import * as z from "zod";
import { DEFAULT_USER, DEFAULT_VARIANTS } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { contentsModel, contentsOf, installModel, installOf } from "./chart-model.ts";
import { overviewModel, overviewOf } from "./overview-model.ts";
import { prose } from "./prose.ts";
import {
  DOCKER_HUB,
  NAMESPACE_PLACEHOLDER,
  referencePrefix,
  rewriteReferences,
  type RegistryProfile,
} from "./registry.ts";
import { envColumnsModel, envGroupsModel, envModel, envOf } from "./env-model.ts";
import {
  comparisonModel,
  comparisonOf,
  migrationModel,
  migrationOf,
  useCasesModel,
  useCasesOf,
  volumesModel,
  volumesOf,
} from "./section-models.ts";
import { startModel, startOf } from "./start-model.ts";
import { tagsModel, tagsOf } from "./tags-model.ts";
import { optional, type Texts } from "./texts.ts";

/*
 * What the templates can name, and where each value comes from. The model is total: every key is always there, an absent
 * text is "", an absent list is empty, so that a template never meets `undefined`. It is a schema because it is needed
 * twice: as a type for the code, and as a shape against which every name in a template is checked when templates load.
 */

const text = z.string();
const flag = z.boolean();

/** Programs that the runtime image may have: a shell, a package manager. Exactly one of all, some, none and unknown is true. */
const programs = z.object({
  names: z.array(text),
  all: flag,
  some: flag,
  none: flag,
  /** Nobody knows, so that the guide tells nothing of it. */
  unknown: flag,
  /** Where some have it, which: "Alpine-based images". */
  where: text,
});

/** What a template can name. */
export const templateModel = z.object({
  name: text,
  title: text,
  article: text,
  shortTitle: text,
  /** What a sentence begins with: "The exporter", or a name alone. */
  subject: text,
  /** The image with a tag, as the registry profile writes it: `dhi.io/<name>:<tag>`. */
  reference: text,
  registry: z.object({
    public: flag,
    mirror: flag,
    /** What stands before an image's name: `dhi.io/` or `<your-namespace>/dhi-`. */
    prefix: text,
    /** Whether references hold the placeholder `<your-namespace>`, which a reader must replace. */
    placeholder: flag,
  }),
  user: z.object({
    name: text,
    root: flag,
    /** "nonroot user", or "user with UID 10001" where it has no name. */
    label: text,
    /** Its number where the label does not say it, or "". */
    uid: text,
  }),
  /** The program is what opens it: busybox's is `sh`. */
  shell: programs.extend({ program: text }),
  packageManager: programs,
  entrypoint: z.object({
    /** Whether there is one, so that a program in its place needs `--entrypoint`. */
    given: flag,
    varies: flag,
    /** What the image runs, as one would type it, or "". */
    command: text,
    /** What follows where a reader gives no arguments, or "". */
    cmd: text,
  }),
  /** The working directory, or "". */
  workDir: text,
  /** The Helm chart; its name is "" where there is none. */
  chart: z.object({
    name: text,
    repository: text,
    reference: text,
    /** The registry that Helm logs in to. */
    registry: text,
    /** What a cluster's credentials for its images call it. */
    server: text,
  }),
  ports: z.array(z.object({ number: text, protocol: text, privileged: flag })),
  /** The ports below 1024, which not every user may listen on: `80`, `53/udp`. */
  privilegedPorts: z.array(text),
  /** Whether a variable of the table has a description. */
  envDescribed: flag,
  /** The variables of which there is something to tell, for a table. */
  env: envModel,
  /** The same in their groups, each for a table of its own. */
  envGroups: envGroupsModel,
  /** The titles of the further columns of those tables. */
  envColumns: envColumnsModel,
  /** The volumes that have a description, for a table. */
  volumes: volumesModel,
  included: prose,
  start: startModel,
  useCases: useCasesModel,
  comparison: comparisonModel,
  variants: z.object({
    runtime: flag,
    dev: flag,
    compat: flag,
    /** As `user.label`. */
    devUser: text,
    compatUser: text,
    fips: flag,
    /** What differs in FIPS variants, in the author's words. */
    fipsNotes: prose,
    stig: flag,
    flavors: z.array(text),
    notes: prose,
  }),
  migration: migrationModel,
  /** How one installs it: of a chart. */
  install: installModel,
  /** What it deploys, which versions there are: from the snapshot. */
  contents: contentsModel,
  /** How its images are called, for which platforms and how long they are: from the snapshot. */
  tags: tagsModel,
  overview: overviewModel,
});

export type TemplateModel = z.output<typeof templateModel>;

/** Ports below it are privileged. */
const FIRST_FREE_PORT = 1024;
/**
 * Docker Hub among a cluster's credentials. Its images name no registry, and the kubelet takes those of `index.docker.io`
 * for them, never those of `registry-1.docker.io`; kubectl's own default is this address.
 */
const DOCKER_HUB_CREDENTIALS = "https://index.docker.io/v1/";
/** Shells that are opened by another name than their package's. */
const SHELL_PROGRAMS: Readonly<Record<string, string>> = { busybox: "sh", toybox: "sh" };

/**
 * Works out all that templates can name.
 *
 * @returns the model; it is total
 */
export function createModel(descriptor: Descriptor, profile: RegistryProfile, texts: Texts): TemplateModel {
  const { name, user = DEFAULT_USER, uid, shell, entrypoint } = descriptor;
  const title = descriptor.title.trim();
  const shortTitle = descriptor.shortTitle?.trim();
  const prefix = referencePrefix(profile);
  const reference = `${prefix}${name}:<tag>`;
  const [firstShell = "sh"] = shell === "unknown" ? [] : (shell?.names ?? []);
  const ports = (descriptor.ports ?? []).map((port) => {
    const [number = "", protocol = "tcp"] = port.split("/");
    return { number, protocol, privileged: Number(number) < FIRST_FREE_PORT };
  });
  const chart = chartOf(descriptor, profile);
  const variables = envOf(descriptor, texts);
  // Key by key: of an object that is put together of others V8 makes a hash table, six times as large.
  return {
    name,
    title,
    article: descriptor.article ?? (/^[aeiou]/i.test(title) ? "an" : "a"),
    shortTitle: shortTitle ?? title,
    subject: shortTitle === undefined ? title : `The ${shortTitle}`,
    reference,
    registry: {
      public: profile.kind === "public",
      mirror: profile.kind === "mirror",
      prefix,
      placeholder: profile.kind === "mirror" && profile.namespace === NAMESPACE_PLACEHOLDER,
    },
    user: {
      name: user,
      root: user === "root" || user === "0",
      label: userLabel(user),
      uid: uid === undefined || uid === user ? "" : uid,
    },
    shell: { ...programsOf(shell), program: SHELL_PROGRAMS[firstShell] ?? firstShell },
    packageManager: programsOf(descriptor.packageManager),
    entrypoint: {
      given: entrypoint !== undefined,
      varies: entrypoint === "varies",
      command: quoteCommand(entrypoint),
      cmd: quoteCommand(descriptor.cmd),
    },
    workDir: descriptor.workDir ?? "",
    chart,
    ports,
    privilegedPorts: ports
      .filter(({ privileged }) => privileged)
      .map(({ number, protocol }) => (protocol === "tcp" ? number : `${number}/${protocol}`)),
    envDescribed: variables.described,
    env: variables.rows,
    envGroups: variables.groups,
    envColumns: variables.columns,
    volumes: volumesOf(descriptor, texts),
    included: optional(texts, descriptor.included, "included"),
    start: startOf(descriptor, prefix, profile, texts),
    useCases: useCasesOf(descriptor, texts),
    comparison: comparisonOf(descriptor, texts),
    variants: variantsOf(descriptor, user, texts),
    migration: migrationOf(descriptor, texts),
    install: installOf(descriptor, chart.reference, profile, texts),
    contents: contentsOf(descriptor),
    tags: tagsOf(descriptor),
    overview: overviewOf(descriptor, texts),
  };
}

/** What sentences call a user: "nonroot user", or "user with UID 10001". */
function userLabel(user: string): string {
  return /^\d+$/.test(user) ? `user with UID ${user}` : `${user} user`;
}

function programsOf(stated: Descriptor["packageManager"]): TemplateModel["packageManager"] {
  const unknown = stated === "unknown";
  const { names = [], where = "" } = unknown ? {} : (stated ?? {});
  const none = stated === undefined;
  const given = !none && !unknown;
  return { names, where, none, unknown, some: given && where !== "", all: given && where === "" };
}

/** A command as one would type it; arguments that a shell would take apart are quoted. */
function quoteCommand(args: Descriptor["entrypoint"]): string {
  if (args === undefined || args === "varies") return "";
  return args
    .map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`))
    .join(" ");
}

/** The chart that deploys an image; of a chart, itself. */
function chartOf({ name, chart = "", repository }: Descriptor, profile: RegistryProfile): TemplateModel["chart"] {
  const own = repository ?? (chart && `${chart}-chart`);
  const reference = own && rewriteReferences(`oci://dhi.io/${own}`, profile);
  const registry = reference.split("/")[2] ?? "";
  return {
    name: chart || (repository === undefined ? "" : name),
    repository: own,
    reference,
    registry,
    server: registry === DOCKER_HUB ? DOCKER_HUB_CREDENTIALS : registry,
  };
}

function variantsOf({ variants = {} }: Descriptor, user: string, texts: Texts): TemplateModel["variants"] {
  const available = variants.available ?? DEFAULT_VARIANTS;
  return {
    runtime: available.includes("runtime"),
    dev: available.includes("dev"),
    compat: available.includes("compat"),
    devUser: userLabel(variants.devUser ?? "root"),
    compatUser: userLabel(variants.compatUser ?? user),
    flavors: variants.flavors ?? [],
    fips: available.includes("fips"),
    fipsNotes: optional(texts, variants.fipsNotes, "variants", "fipsNotes"),
    stig: variants.stig ?? false,
    notes: optional(texts, variants.notes, "variants", "notes"),
  };
}
