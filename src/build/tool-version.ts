/** Put in by the bundler: a hash of all that the command is made from. */
declare const DHI_GUIDES_SOURCES: string | undefined;

/** The version of the tool, its house style included: what another version made is made again. */
export const TOOL = typeof DHI_GUIDES_SOURCES === "string" ? DHI_GUIDES_SOURCES : "sources";
