/*
 * The site of this repository's docs. It is made by VitePress, not by our own preview: these are pages of prose in
 * folders, for which it has all there is to have (a sidebar, search, edit links), and people know it. The preview is for
 * pages that are made from descriptors.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { slug } from "github-slugger";
import { asOnGithub, REPOSITORY_URL, SOURCES } from "./markdown.mjs";
import { prove } from "./prove.mjs";
import { sidebar } from "./sidebar.mjs";

const HERO = {
  name: "dhi-guides",
  text: "Documentation as code for Docker Hardened Images",
  tagline:
    "Half of each page is the same text as in hundreds of others, copied by hand and wrong in places that nobody checks.",
  actions: [
    { theme: "brand", text: "Get started", link: "/overview" },
    // Not a page of this site: the workflow puts the preview of the examples there.
    { theme: "alt", text: "See what it makes", link: "/examples/", target: "_self" },
  ],
};

/** Below which path the site stands: GitHub Pages has a project's below its name. */
const base = `/${process.env.DOCS_BASE ?? ""}/`.replace(/\/+/g, "/");

/** On the server, pages take Vue from here: where they stand no node_modules/ has it. */
const vueOfThisFolder = {
  name: "vue-of-this-folder",
  enforce: "pre",
  resolveId: (id, _, { ssr }) => (ssr && /^vue(?:\/server-renderer)?$/.test(id) ? { id, external: true } : undefined),
};

export default defineConfig({
  title: "dhi-guides",
  description: "One YAML descriptor per image and shared partials make every guide.",
  lang: "en",
  base,
  srcDir: SOURCES.folder,
  srcExclude: ["!(docs)/**/*.md"],
  rewrites: SOURCES.addresses,
  outDir: fileURLToPath(new URL("../../../site", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../node_modules/.vitepress", import.meta.url)),
  vite: {
    publicDir: fileURLToPath(new URL("../public", import.meta.url)),
    plugins: [vueOfThisFolder],
  },
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${base}logo.svg` }]],
  lastUpdated: true,
  markdown: {
    // The default's colors are too faint on the ground of samples.
    theme: { light: "github-light-high-contrast", dark: "github-dark-default" },
    anchor: { slugify: slug },
    attrs: { disable: true },
    config: asOnGithub,
  },
  themeConfig: {
    logo: "/logo.svg",
    search: { provider: "local" },
    nav: [
      { text: "Guide", link: "/overview" },
      { text: "Recipes", link: "/recipes/add-an-image" },
      { text: "Reference", link: "/descriptor" },
      { text: "Rules", link: "/rules/" },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    editLink: { pattern: `${REPOSITORY_URL}/edit/main/:path`, text: "Edit this page" },
    socialLinks: [{ icon: "github", link: REPOSITORY_URL }],
    footer: { message: "Apache-2.0" },
  },
  transformPageData: ({ relativePath, frontmatter }) =>
    relativePath === "index.md"
      ? { title: HERO.name, titleTemplate: HERO.text, frontmatter: { ...frontmatter, layout: "home", hero: HERO } }
      : {},
  buildEnd: prove,
});
