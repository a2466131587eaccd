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

const programs = z.object({
  names: z.array(text).describe("What there is, by name."),
  all: flag.describe("Whether all runtime images have it."),
  some: flag.describe("Whether some runtime images have it, those that `where` names."),
  none: flag.describe("Whether no runtime image has it. Exactly one of `all`, `some`, `none` and `unknown` is true."),
  unknown: flag.describe("Whether nobody knows, so that the guide tells nothing of it."),
  where: text.describe('Which images have it where some do: "Alpine-based images"; otherwise "".'),
});

/** What a template can name. A name's description is what `templates --names` and docs/template-names.md say of it. */
export const templateModel = z.object({
  name: text.describe("The name of the image or chart in the catalog."),
  title: text.describe("What it is called in text."),
  article: text.describe('The article before the title: "a" or "an".'),
  shortTitle: text.describe("The short title; the title where there is none."),
  subject: text.describe('What a sentence begins with: "The exporter", or a name alone.'),
  reference: text.describe("The image with a tag, as the registry profile writes it: `dhi.io/<name>:<tag>`."),
  registry: z
    .object({
      public: flag.describe("Whether samples name the public registry."),
      mirror: flag.describe("Whether samples name the reader's mirror."),
      prefix: text.describe("What stands before an image's name: `dhi.io/` or `<your-namespace>/dhi-`."),
      placeholder: flag.describe(
        "Whether references hold the placeholder `<your-namespace>`, which a reader must replace.",
      ),
    })
    .describe("Where samples pull from: the registry profile."),
  user: z
    .object({
      name: text.describe("The user that the image runs as: a name or a number."),
      root: flag.describe("Whether it is root."),
      label: text.describe('What sentences call it: "nonroot user", or "user with UID 10001" where it has no name.'),
      uid: text.describe('Its number where the label does not say it, or "".'),
    })
    .describe("The user that the runtime image runs as."),
  shell: programs
    .extend({ program: text.describe("The program that opens it: busybox's is `sh`.") })
    .describe("The shells of the runtime image."),
  packageManager: programs.describe("The package managers of the runtime image."),
  entrypoint: z
    .object({
      given: flag.describe("Whether there is one, so that a program in its place needs `--entrypoint`."),
      varies: flag.describe("Whether the variants differ in it."),
      command: text.describe('What the image runs, as one would type it, or "".'),
      cmd: text.describe('What follows where a reader gives no arguments, or "".'),
    })
    .describe("What the image runs."),
  workDir: text.describe('The working directory, or "".'),
  chart: z
    .object({
      name: text.describe('The chart\'s name; "" where there is none.'),
      repository: text.describe('The repository that holds it, or "".'),
      reference: text.describe('What `helm install` is given, or "".'),
      registry: text.describe('The registry that Helm logs in to, or "".'),
      server: text.describe('What a cluster\'s credentials for its images call the registry, or "".'),
    })
    .describe("The Helm chart that deploys the image; of a chart, itself."),
  ports: z
    .array(
      z.object({
        number: text.describe("The port's number."),
        protocol: text.describe("`tcp` or `udp`."),
        privileged: flag.describe("Whether it is below 1024, where not every user may listen."),
      }),
    )
    .describe("The ports that the image listens on."),
  privilegedPorts: z.array(text).describe("The ports below 1024, as text: `80`, `53/udp`."),
  envDescribed: flag.describe("Whether a variable of the table has a description."),
  env: envModel.describe("The environment variables of which there is something to tell, for a table."),
  envGroups: envGroupsModel.describe(
    'The same in their groups, each for a table of its own. Those without a group come first, with the title "".',
  ),
  envColumns: envColumnsModel.describe("The titles of the further columns of those tables."),
  volumes: volumesModel.describe("The volumes that have a description, for a table."),
  included: prose.describe("What the image holds, in the author's words."),
  start: startModel.describe("How one starts the image."),
  useCases: useCasesModel.describe("What the image is used for."),
  comparison: comparisonModel.describe(
    "What is compared with the image, and how its table differs from the shared one.",
  ),
  variants: z
    .object({
      runtime: flag.describe("Whether there are runtime variants."),
      dev: flag.describe("Whether there are dev variants."),
      compat: flag.describe("Whether there are compat variants."),
      devUser: text.describe("The user of dev variants, as `user.label` says it."),
      compatUser: text.describe("The user of compat variants, as `user.label` says it."),
      fips: flag.describe("Whether there are FIPS variants."),
      fipsNotes: prose.describe("What differs in FIPS variants, in the author's words."),
      stig: flag.describe("Whether the image is certified for a STIG."),
      flavors: z.array(text).describe("The flavors, by name."),
      notes: prose.describe("What else there is to say of the variants, in the author's words."),
    })
    .describe("The variants of the image."),
  migration: migrationModel.describe("How one migrates to the image."),
  install: installModel.describe("How one installs a chart."),
  contents: contentsModel.describe("What a chart deploys, and which versions there are: from the snapshot."),
  tags: tagsModel.describe(
    "How the image's tags are called, for which platforms and how long they are: from the snapshot.",
  ),
  overview: overviewModel.describe("What the overview says."),
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
