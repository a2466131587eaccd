/* What the guides' template needs beyond Handlebars' own helpers, for the two peers that use it. */
export const helpers = {
  article: (title) => (/^[aeiou]/i.test(title) ? "an" : "a"),
  publish: (port) => [port.split("/")[0], port.split("/")[0]].join(":"),
  indent: (code) => code.trimEnd().replace(/^(?=.)/gm, "   "),
};
