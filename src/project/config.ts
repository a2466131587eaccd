import { posix } from "node:path";
import * as z from "zod";
import { editorSchema } from "../descriptor/editor-schema.ts";
import { absent, choice, flag, inline, layoutName, pattern } from "../descriptor/fields.ts";
import { FIRST_KIND, KINDS, type Kind } from "../kinds/kinds.ts";
import { withOldNames, type RenamedKey } from "../yaml/renamed-keys.ts";
import { NAMESPACE } from "./names.ts";

/** A path without a step up or one that leads nowhere, with `{name}` once. */
const namedPath = (extensions: readonly string[]) =>
  String.raw`(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^{}\\]*\{name\}[^{}\\]*\.(?:${extensions.join("|")})$`;

/** What is expected of a path; who wrote it on Windows may have put `\` between folders. */
const slashesOr = (expected: string) => (text: string) =>
  text.includes("\\") ? "`/` between folders, on Windows as well" : expected;

const pathPattern = (extensions: readonly string[], description: string, ...examples: unknown[]) =>
  pattern(
    new RegExp(`^${namedPath(extensions)}`),
    slashesOr(`a path below the root with {name} once, for example docs/{name}.${extensions[0]}`),
    description,
    ...examples,
  );

/** A web address, which may have `{file}` and the like. */
const webAddress = (expression: RegExp, expected: string, description: string, example: string) =>
  pattern(expression, expected, description, example).refine((text) => URL.canParse(text), `expected ${expected}`);

/** A file of the project. */
const filePath = (extensions: readonly string[], description: string, example: string) =>
  pattern(
    new RegExp(String.raw`^(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^{}\\]+\.(?:${extensions.join("|")})$`),
    slashesOr(`a path below the root that ends with .${extensions.join(" or .")}`),
    `${description} Relative to the root.`,
    example,
  );

const someText = () => z.string().regex(/[\s\S]/, { error: "expected some words" });

const replacement = z.strictObject({
  from: someText().meta({ description: "What is no longer used." }),
  to: z.string().meta({ description: "What stands in its place." }),
});

/** What `verify` is told; left out, its own defaults hold. */
const verifySchema = z
  .strictObject({
    rules: z
      .record(z.string(), choice(["error", "warning", "off"], "How a rule is reported.", "warning"))
      .optional()
      .meta({ description: "The severity of rules, by their codes.", examples: [{ spelling: "warning" }] }),
    customRules: z
      .array(someText())
      .default([])
      .meta({
        description: "Rules of your own: modules below the root, or packages. Their code runs.",
        examples: [["./rules/no-sudo.mjs"]],
      }),
    movedLinks: z.array(replacement).optional().meta({ description: "Links that moved." }),
    bannedPhrases: z.array(replacement).optional().meta({ description: "Phrases that are not used." }),
    maxBytes: pattern(/^[1-9]\d{0,8}$/, "a number of bytes", "The size in bytes that a page may not pass.", "25000")
      .meta({ editorType: ["integer"], minimum: 1 })
      .transform(Number)
      .optional(),
    words: z.array(z.string()).optional().meta({ description: "Words that the spelling check knows." }),
    misspellings: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: "Misspelled words and their corrections." }),
    suppress: z
      .array(
        z.strictObject({
          file: someText().meta({ description: "The file as findings name it: a guide, a descriptor, a partial." }),
          rule: someText().meta({ description: "The rule's code." }),
          reason: someText().meta({ description: "Why the findings are accepted." }),
          match: someText().optional().meta({ description: "A text of the findings' messages or lines." }),
        }),
      )
      .default([])
      .meta({ description: "Findings that are accepted." }),
  })
  .prefault({});

const previewSettings = z
  .strictObject({
    title: inline("What the site is called.", "Our hardened images").default("Docker Hardened Images: guides"),
    editor: pattern(
      /^(?!javascript:)[a-z][a-z0-9+.-]*:.*\{line\}/,
      "an address with {path} or {file}, and {line}",
      "Where the live preview opens a source: `{path}` is its absolute path, `{file}` that below the root.",
      "idea://open?file={path}&line={line}",
    ).default("vscode://file{path}:{line}"),
    repository: webAddress(
      /^https?:\/\/.*\{file\}/,
      "a web address with {file}, and {line}",
      "Where the built site opens a source; it has no such links where left out.",
      "https://github.com/acme/guides/blob/main/{file}#L{line}",
    ).optional(),
    edit: webAddress(
      /^https?:\/\/.*\{file\}/,
      "a web address with {file}",
      "Where readers of the built site edit a page's descriptor; no link where left out.",
      "https://github.com/acme/guides/edit/main/{file}",
    ).optional(),
    issues: webAddress(
      /^https?:\/\//,
      "a web address, which may have {title} and {page}",
      "Where readers of the built site report a problem; no link where left out.",
      "https://github.com/acme/guides/issues/new?title={title}",
    ).optional(),
    url: webAddress(
      /^https?:\/\/[^\s?#]+$/,
      "a web address without ? and #",
      "Where the built site is published: for its site map, and for what others show of a page that they link to.",
      "https://guides.acme.example/",
    ).optional(),
    description: inline(
      "What the site is for: the first sentence of its first page.",
      "The images that we run.",
    ).default("How to run, deploy and migrate to each image and Helm chart."),
    logo: filePath(["svg", "png"], "The site's logo.", "brand/logo.svg").optional(),
    accent: pattern(
      /^#[0-9a-f]{6}$/i,
      "a colour, for example #1d63ed",
      "The colour of links and of what is chosen.",
      "#1d63ed",
    ).optional(),
    css: filePath(["css"], "A stylesheet that comes after the site's own.", "brand/site.css").optional(),
    footer: inline("What stands at the end of each page.", "© Acme").optional(),
    navigation: z
      .array(
        z.strictObject({
          text: inline("What the link says.", "Support"),
          link: webAddress(/^https?:\/\//, "a web address", "Where it leads.", "https://acme.example/support"),
        }),
      )
      .default([])
      .meta({
        description: "Links at the top of each page.",
        examples: [[{ text: "Support", link: "https://acme.example/support" }]],
      }),
  })
  .meta({ description: "The docs site.", examples: [{ title: "Our hardened images" }] })
  .prefault({});

/** A folder of the project. */
const exportFolder = (site: string, example: string) =>
  pattern(
    /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^{}\\]+$/,
    slashesOr("a folder below the root"),
    `Where the pages for ${site} are written. Relative to the root.`,
    example,
  ).optional();

const exportSettings = z
  .strictObject({
    vitepress: exportFolder("VitePress", "website/guides"),
    docusaurus: exportFolder("Docusaurus", "website/guides"),
    hugo: exportFolder("Hugo", "website/content/guides"),
  })
  .meta({
    description: "The docs sites that pages are exported for, each with a folder: `export` and `build` write them.",
    examples: [{ vitepress: "website/guides" }],
  })
  .prefault({});

const pageSettings = z.strictObject({
  layout: layoutName("Its layout; that of its name where left out.", "hub").optional(),
  output: pathPattern(["md"], "Where it is written; beside the guide where left out.", "out/{name}/hub.md").optional(),
  host: choice(["hub"], "Where it is shown: `hub` is Docker Hub, which cuts short descriptions.", "hub").optional(),
  volatile: flag("`false` leaves out of it what changes with every version.", false).optional(),
});

/** Every thing has a guide, of which the settings say the same beside the other pages. */
const whereGuidesAreSet = (settings: Kind["settings"]) =>
  `\`layout\` and \`output\` of guides stand ${settings === undefined ? "at the top" : `right below \`${settings}\``}`;

/** What can be set for a kind. */
function kindFields({ descriptors, folder, settings, pages: [guide] }: Kind) {
  return {
    layout: layoutName("The layout of guides whose descriptor names none.", "flat").default(guide.layout),
    descriptors: z
      .array(pathPattern(["yaml", "yml"], "Where descriptors stand.", `${folder}/{name}/guide.yaml`))
      .min(1, { error: "expected at least one pattern" })
      .refine((patterns) => new Set(patterns).size === patterns.length, "unexpected pattern twice, expected each once")
      .meta({
        description: "Where descriptors stand; `{name}` is what is described.",
        examples: [[`${folder}/{name}/guide.yaml`]],
      })
      .default([...descriptors]),
    output: pathPattern(["md"], "Where guides are written.", `${folder}/{name}/guides.md`).optional(),
    info: pathPattern(
      ["yaml", "yml"],
      "Where the catalog's `info.yaml` stands; in the folder of a descriptor's prose where left out.",
      `${folder}/{name}/info.yaml`,
    ).optional(),
    pages: z
      .record(
        z
          .string()
          .regex(/^[a-z][a-z0-9-]*$/, { error: "expected a page's name, for example hub" })
          .refine((name) => name !== guide.name, `expected another page: ${whereGuidesAreSet(settings)}`),
        z.union([absent("There is no such page."), pageSettings], {
          error: "expected a layout and an output, or false",
        }),
      )
      .meta({
        description: "The other pages: `overview`, and those of your own, each with a layout and an output.",
        examples: [{ hub: { layout: "hub", output: "out/{name}/hub.md" } }],
      })
      .default({}),
    published: pattern(
      new RegExp(String.raw`^(?:\.\./)*${namedPath(["md"])}`),
      slashesOr(`a path with {name} once, for example ../catalog/${folder}/{name}/guides.md`),
      "Where the finished guides stand that move over step by step: `build` and `check` list those without a descriptor, and `preview` compares the others with them.",
      `../catalog/${folder}/{name}/guides.md`,
    ).optional(),
  };
}

/** The schema of `dhi-guides.config.yaml`. */
export const configSchema = z.strictObject({
  registry: choice(
    ["public", "mirror"],
    "Where guides pull images from, unless their descriptor says otherwise.",
    "mirror",
  ).default("public"),
  namespace: pattern(
    NAMESPACE,
    "a namespace, for example acme or registry.example.com/acme",
    "The namespace of a mirror.",
    "acme",
  ).optional(),
  volatile: flag(
    "`false` leaves out of pages what changes with every version: sections of tags, platforms, end of life.",
    false,
  ).default(true),
  ...kindFields(FIRST_KIND),
  charts: z
    .strictObject(kindFields(KINDS[1]))
    .meta({ description: "The same for Helm charts.", examples: [{ layout: "chart" }] })
    .prefault({}),
  catalog: someText()
    .optional()
    .meta({
      description: "The folder of the catalog, relative to the root: it holds `image/<name>/<distro>/*.yaml`.",
      examples: ["../catalog"],
    }),
  facts: someText()
    .optional()
    .meta({
      description:
        "A JSON file of facts that `sync`, `new`, `facts` and `verify` take besides those of the catalog, relative to the root.",
      examples: ["../compliance.json"],
    }),
  verify: verifySchema,
  preview: previewSettings,
  export: exportSettings,
});

/** Settings that got another name. `guides` are what is built everywhere else. */
export const RENAMED_SETTINGS: readonly RenamedKey[] = KINDS.map(({ settings }) => ({
  in: settings === undefined ? [] : [settings],
  from: "guides",
  to: "published",
}));

/** Where the JSON Schema of the settings stands in the package. */
export const CONFIG_SCHEMA = "schema/config.json";

/**
 * The JSON Schema of the settings, for editors.
 *
 * @returns a JSON Schema of draft 2020-12
 */
export function configJsonSchema(): object {
  return withOldNames(editorSchema(configSchema, CONFIG_SCHEMA, "DHI guides: settings"), RENAMED_SETTINGS);
}

/** A project's settings. */
export type Config = z.output<typeof configSchema>;

/** What is set for a kind. */
export interface KindSettings extends Pick<Config, "layout" | "descriptors" | "info" | "pages" | "published"> {
  readonly output: string;
}

/** The folder of all outputs, where the settings name none. */
const OUTPUTS = "out";

/**
 * What is set for a kind.
 *
 * @param config the settings
 * @param kind the kind
 */
export function settingsOf(config: Config, { settings, outputs, pages: [guide] }: Kind): KindSettings {
  const set = settings === undefined ? config : config[settings];
  const file = `${outputs}/${guide.file}`;
  // Outputs of all kinds stand in one folder, that of the images where only theirs is named.
  return { ...set, output: set.output ?? posix.join(folderOf(config.output ?? `${OUTPUTS}/{name}`), file) };
}

/**
 * The folder that a pattern looks in.
 *
 * @param pattern a path with `{name}`
 * @returns the folder above the step with the name
 */
export function folderOf(pattern: string): string {
  return posix.dirname(`${pattern.slice(0, pattern.indexOf("{name}"))}x`);
}
