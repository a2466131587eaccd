import { createHash } from "node:crypto";
import { join } from "node:path";
import { CONFIG_FILE, type Project } from "../../core.ts";
import { findLink } from "../../files/folders.ts";
import { readText } from "../../files/read-text.ts";
import type { Finding } from "../../findings/finding.ts";
import { place, type Problem } from "../../findings/problem.ts";
import { createLocator } from "../../yaml/locate.ts";
import { accentSheet } from "./accent.ts";
import { readLogo } from "./logo.ts";
import type { Logo, Look, LookFile } from "./look.ts";

/**
 * Reads what a project gives its site: its logo, its accent, its stylesheet.
 *
 * @param project the project, of whose files only regular ones below the root are read
 * @returns the look as far as it can be read, and what is wrong with the rest
 */
export function readLook({ root, config }: Pick<Project, "root" | "config">): {
  readonly look: Look;
  readonly findings: readonly Finding[];
} {
  const { logo: logoFile, css: cssFile, accent, footer, navigation, edit, issues } = config.preview;
  const problems: { readonly setting: "logo" | "css"; readonly file: string; readonly problem: Problem }[] = [];
  const files = new Map<string, LookFile>();
  const path = (file: string) => findLink(root, join(root, file)) ?? join(root, file);

  let logo: Logo | undefined;
  if (logoFile !== undefined) {
    const read = readLogo(logoFile, path(logoFile));
    if ("problem" in read) problems.push({ setting: "logo", file: logoFile, problem: read.problem });
    else ({ logo } = read);
    if ("file" in read && read.file) files.set(...read.file);
  }
  if (accent !== undefined) files.set("accent.css", sheet(accentSheet(accent)));
  if (cssFile !== undefined) {
    const read = readText(path(cssFile));
    if ("problem" in read) problems.push({ setting: "css", file: cssFile, problem: read.problem });
    else files.set("custom.css", sheet(read.text));
  }
  const hash = createHash("sha256").update(JSON.stringify([logo, footer, navigation, edit, issues]));
  for (const [name, { content }] of files) hash.update(`\0${name}\0`).update(content);
  return {
    look: { logo, files, version: hash.digest("hex").slice(0, 16) },
    findings: problems.length === 0 ? [] : placed(root, problems),
  };
}

function sheet(content: string): LookFile {
  return { type: "text/css; charset=utf-8", content };
}

/** What is wrong within a stylesheet is told there; that a file cannot be read, where the settings name it. */
function placed(
  root: string,
  problems: readonly { readonly setting: "logo" | "css"; readonly file: string; readonly problem: Problem }[],
): readonly Finding[] {
  const read = readText(join(root, CONFIG_FILE));
  const locator = "text" in read ? createLocator(read.text) : undefined;
  return problems.map(({ setting, file, problem }) => {
    if (WITHIN.has(problem.code)) return place(problem, file);
    const at = { path: ["preview", setting], part: "value" } as const;
    return place({ ...problem, message: `${file}: ${problem.message}`, place: at }, CONFIG_FILE, locator);
  });
}

const WITHIN: ReadonlySet<string> = new Set(["file-encoding", "file-conflict", "invisible-character"]);
