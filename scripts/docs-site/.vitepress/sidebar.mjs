import { readFileSync } from "node:fs";
import { SOURCES } from "./markdown.mjs";

/** The pages in the order of their readers, by address; a short name where the page's title is long. */
const GUIDE = {
  overview: "Getting started",
  adopt: "",
  ci: "",
  review: "",
  drift: "",
  preview: "",
  "export-vitepress": "Into VitePress",
  "export-docusaurus": "Into Docusaurus",
  "export-hugo": "Into Hugo",
  companions: "",
};
const REFERENCE = {
  descriptor: "",
  "chart-descriptor": "",
  configuration: "",
  sync: "",
  templates: "",
  "template-names": "Template names",
  "house-style": "",
  "style-differences": "Not as Prettier",
  "custom-rules": "",
  doctor: "Doctor",
  compatibility: "",
};
const PROJECT = { architecture: "", benchmarks: "", contributing: "", changes: "Changes" };
const RECIPES = [
  "add-an-image",
  "move-a-page-over",
  "change-one-sentence",
  "publish-under-your-namespace",
  "accept-a-finding",
  "gate-a-pull-request",
  "publish-the-site",
];

/** The rules of verify, by what they are about. */
const RULES = {
  "References and tags": [
    "image-exists",
    "tag-published",
    "untagged-reference",
    "listed-tag",
    "registry-profile",
    "own-name",
    "generic-placeholder",
  ],
  Charts: ["chart-images", "chart-version", "helm-command"],
  "Claims about an image": [
    "shell-claim",
    "package-manager-claim",
    "user-claim",
    "dev-variant-claim",
    "compat-variant-claim",
    "fips-variant-claim",
    "environment-claim",
    "port-undeclared",
    "port-unmentioned",
  ],
  "Samples that run": [
    "debug-entrypoint",
    "repeated-entrypoint",
    "data-volume",
    "misplaced-option",
    "sample-user",
    "missing-binary",
    "run-without-shell",
  ],
  "Samples that parse": [
    "shell-continuation",
    "shell-syntax",
    "code-syntax",
    "code-language",
    "kubernetes-structure",
    "compose-structure",
  ],
  "Text and links": [
    "visible-placeholder",
    "leaked-template",
    "heading-structure",
    "broken-table",
    "broken-anchor",
    "relative-link",
    "unclosed-fence",
    "unclosed-code-span",
    "moved-link",
    "banned-phrase",
    "spelling",
    "size",
  ],
  "info.yaml": ["info-invalid", "info-incomplete", "info-description"],
  "The run itself": [
    "definition-invalid",
    "rule-invalid",
    "rule-failed",
    "suppression-reason",
    "unused-suppression",
    "unused-baseline",
  ],
};

/**
 * Makes the sidebar.
 *
 * @throws where a page stands nowhere in it, or an entry is no page
 */
export function sidebar() {
  const groups = [
    { text: "Guide", items: pagesOf(GUIDE) },
    { text: "Recipes", items: RECIPES.map((name) => entry(`recipes/${name}`)) },
    { text: "Reference", items: pagesOf(REFERENCE) },
    {
      text: "Rules",
      items: [
        entry("rules/index", "Rules of verify"),
        ...Object.entries(RULES).map(([text, codes]) => ({
          text,
          collapsed: true,
          items: codes.map((code) => entry(`rules/${code}`)),
        })),
        entry("rules", "Findings of other commands"),
      ],
    },
    { text: "The project", items: pagesOf(PROJECT) },
  ];
  const listed = new Set(linksOf(groups));
  const missing = Object.values(SOURCES.addresses).filter((page) => page !== "index.md" && !listed.has(linkOf(page)));
  if (missing.length > 0) throw new Error(`not in the sidebar: ${missing.join(", ")}`);
  return groups;
}

const pagesOf = (names) => Object.entries(names).map(([name, text]) => entry(name, text));
const linkOf = (page) => `/${page.replace(/\.md$/, "").replace(/(?<=\/)index$/, "")}`;
const linksOf = (items) => items.flatMap(({ link, items: inner = [] }) => [...(link ? [link] : []), ...linksOf(inner)]);

function entry(name, text) {
  const source = Object.entries(SOURCES.addresses).find(([, page]) => page === `${name}.md`)?.[0];
  if (source === undefined) throw new Error(`in the sidebar, but no page: ${name}`);
  const [, title] = /^# (.*)$/m.exec(readFileSync(`${SOURCES.folder}/${source}`, "utf8")) ?? [];
  return { text: text || title, link: linkOf(`${name}.md`) };
}
