/* The library: what `dhi-guides` does, as functions without side effects. */
export { compareFindings, type Finding, type Severity } from "./diagnostics/finding.ts";
export { createPipeline, type BuiltGuide } from "./pipeline.ts";
export { openProject, ProjectError, type Project, type ProjectOptions } from "./project/project.ts";
export { formatMarkdown } from "./style/index.ts";
export { descriptorFields, descriptorJsonSchema, type FieldRow } from "./descriptor/json-schema.ts";
export type { Descriptor } from "./descriptor/schema.ts";
