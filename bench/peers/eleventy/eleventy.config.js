import plugin from "@11ty/eleventy-plugin-handlebars";
import Handlebars from "handlebars";
import { helpers } from "../helpers.mjs";

/** One content file an image: the descriptor as front matter, the guide as its layout. The output is no HTML. */
export default function (config) {
  const library = Handlebars.create();
  const compile = library.compile.bind(library);
  library.compile = (text, options) => compile(text, { ...options, noEscape: true });
  library.registerHelper(helpers);
  config.addPlugin(plugin, { eleventyLibraryOverride: library });
  config.setUseGitIgnore(false);
}
