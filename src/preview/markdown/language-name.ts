import { capitalize } from "../../findings/capitalize.ts";

/** What readers call the languages of samples, where a capital letter does not say it. */
const NAMES: Readonly<Record<string, string>> = {
  console: "Console",
  "shell-session": "Console",
  shellsession: "Console",
  terminal: "Console",
  sh: "Shell",
  zsh: "Shell",
  cs: "C#",
  csharp: "C#",
  css: "CSS",
  docker: "Dockerfile",
  golang: "Go",
  gotemplate: "Go template",
  hcl: "HCL",
  html: "HTML",
  http: "HTTP",
  ini: "INI",
  js: "JavaScript",
  javascript: "JavaScript",
  json: "JSON",
  jsonc: "JSON",
  md: "Markdown",
  nginx: "NGINX",
  php: "PHP",
  powershell: "PowerShell",
  promql: "PromQL",
  ps1: "PowerShell",
  pwsh: "PowerShell",
  py: "Python",
  rb: "Ruby",
  rs: "Rust",
  sql: "SQL",
  toml: "TOML",
  traceql: "TraceQL",
  ts: "TypeScript",
  typescript: "TypeScript",
  txt: "Text",
  xml: "XML",
  yml: "YAML",
  yaml: "YAML",
};

/**
 * The name of a sample's language, for readers.
 *
 * @param fence what its fence says
 */
export function languageName(fence: string): string {
  const known = Object.hasOwn(NAMES, fence.toLowerCase()) ? NAMES[fence.toLowerCase()] : undefined;
  return known ?? capitalize(fence);
}
