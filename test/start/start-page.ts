import { buildGuides, type Finding, type ProjectOptions } from "../../src/index.ts";
import { type Files, makeProject, minimal, REPOSITORY } from "../support/project.ts";

/** The section that starts the image, and the one whose samples name the container. */
const LAYOUT = '{{> start language="bash"}}\n{{> minimalism container="my-container"}}\n';

/** A page, and what is wrong with it. */
export interface StartPage {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Makes the guide of an image called `app` that has these two sections alone.
 *
 * @param more what its descriptor says besides its name
 * @param files other files of the project
 * @param profile where images are pulled from
 */
export function startPage(more: string, files: Files = {}, profile: Partial<ProjectOptions> = {}): StartPage {
  const root = makeProject({
    "templates/own.hbs": LAYOUT,
    "images/app.yaml": minimal("app", `layout: own\n${more}`),
    ...files,
  });
  const { pages, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates`, ...profile });
  return { text: pages[0]?.text ?? "", findings };
}

/** What the fences of a language hold. */
export function samplesOf(text: string, language: string): string[] {
  return [...text.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)^\1$/gm)].flatMap(([, , of, sample = ""]) =>
    of === language ? sample.replace(/\n$/, "") : [],
  );
}

/** The start section alone. */
export const startSection = (text: string): string => `${text.split(/^## (?!Start)/m)[0]?.trim()}\n`;
