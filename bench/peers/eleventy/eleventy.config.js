import plugin from "@11ty/eleventy-plugin-handlebars";
import Handlebars from "handlebars";
import { helpers } from "../helpers.mjs";

/** One content file an image: the descriptor as front matter, the guide as its layout. The output is no HTML. */
export default function (config) {
  const library = Handlebars.create();
  const compile = library.compile.bind(library);
  library.compile = (text, options) => compile(text, { ...options, noEscape: true });
  config.addPlugin(plugin, { eleventyLibraryOverride: library });
  for (const [name, helper] of Object.entries(helpers)) config.addHandlebarsHelper(name, helper);
  config.setUseGitIgnore(false);
}
