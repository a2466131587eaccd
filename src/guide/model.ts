import * as z from "zod";
import { Prose } from "./prose.ts";

/*
 * What the templates can name. The model is total: every key is always there, an absent text is "", an absent list is
 * empty, so that a template never meets `undefined`. It is written as a schema because it is needed twice: as a type for
 * the code, and as a shape against which every name in a template is checked when templates load.
 */

/** Text of the author, or "" where there is none. */
const prose = z.union([z.instanceof(Prose), z.literal("")]);
const word = z.string();
const yes = z.boolean();

/** A change to a table whose shared rows stand in a partial: see the template helper `table`. */
const tableChange = z.object({
  /** The first cell of the row that is changed or left out; a row without its like is added. */
  key: word,
  omit: yes,
  /** The other cells; "" keeps what the shared row says. */
  cells: z.array(prose),
  /** The whole row's origin. */
  row: z.instanceof(Prose),
});

/** Programs that the runtime image may have: a shell, a package manager. Exactly one of all, some, none and unknown is true. */
const programs = z.object({
  names: z.array(word),
  all: yes,
  some: yes,
  none: yes,
  /** Nobody knows, so that nothing is said of it. */
  unknown: yes,
  /** Where some have it, which: "Alpine-based images". */
  where: word,
});

/** What a template can name. */
export const templateModel = z.object({
  name: word,
  title: word,
  article: word,
  shortTitle: word,
  /** What a sentence begins with: "The exporter", or a name alone. */
  subject: word,
  /** The image with a tag, as the registry profile writes it: `dhi.io/<name>:<tag>`. */
  reference: word,
  registry: z.object({
    public: yes,
    mirror: yes,
    /** What stands before an image's name: `dhi.io/` or `<your-namespace>/dhi-`. */
    prefix: word,
    /** Whether references hold the placeholder `<your-namespace>`, which a reader must replace. */
    placeholder: yes,
  }),
  user: z.object({
    name: word,
    root: yes,
    /** "nonroot user", or "user with UID 10001" where it has no name. */
    label: word,
    /** Its number where the label does not say it, or "". */
    uid: word,
  }),
  /** The program is what opens it: busybox's is `sh`. */
  shell: programs.extend({ program: word }),
  packageManager: programs,
  entrypoint: z.object({
    /** Whether there is one, so that a program in its place needs `--entrypoint`. */
    given: yes,
    varies: yes,
    /** What the image runs, as one would type it, or "". */
    command: word,
    /** What follows where a reader gives no arguments, or "". */
    cmd: word,
  }),
  /** The working directory, or "". */
  workDir: word,
  /** The Helm chart; its name is "" where there is none. */
  chart: z.object({ name: word, reference: word, registry: word }),
  ports: z.array(z.object({ number: word, protocol: word, privileged: yes })),
  /** The ports below 1024, which not every user may listen on: `80`, `53/udp`. */
  privilegedPorts: z.array(word),
  /** Whether a variable of the table has a description. */
  envDescribed: yes,
  /** The variables that have a description or a default, for a table. */
  env: z.array(z.object({ name: word, value: prose, required: yes, description: prose })),
  /** The volumes that have a description, for a table. */
  volumes: z.array(z.object({ path: word, description: prose })),
  included: prose,
  start: z.object({
    text: prose,
    /** The lines of the `docker run` sample, made from the facts. */
    command: z.array(z.instanceof(Prose)),
    notes: z.array(prose),
    /** The names of the variables without which the image does not start. */
    requiredEnv: z.array(word),
    /** Whether there is exactly one of them. */
    oneRequired: yes,
    envPurpose: prose,
  }),
  useCases: z.array(
    z.object({
      title: prose,
      text: prose,
      steps: z.array(z.object({ title: prose, text: prose, code: prose, language: word })),
      notes: z.array(prose),
    }),
  ),
  comparison: z.object({ with: prose, changes: z.array(tableChange) }),
  variants: z.object({
    runtime: yes,
    dev: yes,
    compat: yes,
    /** As `user.label`. */
    devUser: word,
    compatUser: word,
    fips: yes,
    flavors: z.array(word),
    notes: prose,
  }),
  migration: z.object({ dropIn: yes, from: word, platform: prose, changes: z.array(tableChange) }),
});

export type TemplateModel = z.output<typeof templateModel>;
export type TableChange = z.output<typeof tableChange>;

/** Changes to the sections of a layout; every name is the name of a section there. */
export interface SectionEdits {
  readonly omit: readonly Named[];
  readonly order: readonly Named[];
  readonly replace: readonly (Named & ({ readonly text: Prose } | { readonly partial: string }))[];
  readonly add: readonly AddedSection[];
  readonly parameters: readonly (Named & { readonly values: ParameterValues })[];
  readonly changes: readonly (Named & { readonly list: readonly SectionChange[] })[];
}

/** A change to the words that a partial gives; the words that it names must be there once. */
export type SectionChange = { readonly path: readonly (string | number)[] } & (
  | { readonly find: string; readonly replace: Prose | "" }
  | { readonly remove: string }
  | { readonly after: string; readonly add: Prose | "" }
);

/** What an author gives to a partial's parameters; "" for an empty text. */
export type ParameterValues = Readonly<Record<string, Prose | "">>;

/** A section's name, and where the descriptor says it. */
export interface Named {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

export interface AddedSection {
  readonly content: AddedText | AddedPartial;
  readonly place: "after" | "before" | "into" | "last" | "last-in";
  /** The section that `place` speaks of; undefined for the end of the guide. */
  readonly anchor: Named | undefined;
}

/** A section in the author's own words; "" for a text that has no heading or brings its own. */
export interface AddedText {
  readonly title: Prose | "";
  readonly text: Prose;
}

/** A section that a partial words. */
export interface AddedPartial {
  readonly partial: string;
  readonly values: ParameterValues;
  readonly changes: readonly SectionChange[];
  /** The heading's level; undefined for that of the place. */
  readonly level: number | undefined;
  readonly path: readonly (string | number)[];
}

/** A use case that is said in parts. */
export interface UseCaseInParts {
  /** Its place among the use cases, from 0. */
  readonly index: number;
  /** What comes one behind the other. */
  readonly parts: readonly (Prose | AddedPartial)[];
}

/** What one guide says, before it is worded. */
export interface Guide {
  readonly name: string;
  readonly layout: Named;
  readonly model: TemplateModel;
  /** In the model their texts are only what stands before the parts: see render/use-case-parts.ts. */
  readonly inParts: readonly UseCaseInParts[];
  readonly edits: SectionEdits;
}
