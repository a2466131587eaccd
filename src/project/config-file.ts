/** The name of the project's settings, below its root. */
export const CONFIG_FILE = "dhi-guides.config.yaml";
