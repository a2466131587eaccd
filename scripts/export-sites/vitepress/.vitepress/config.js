import { defineConfig } from "vitepress";
import sidebar from "../guides/sidebar.json";

export default defineConfig({
  themeConfig: {
    sidebar: { "/guides/": { base: "/guides/", items: sidebar } },
    editLink: { pattern: ({ frontmatter }) => frontmatter.edit },
  },
});
