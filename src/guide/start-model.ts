import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { composeSample } from "./compose-sample.ts";
import { hostFoldersModel, hostFoldersOf } from "./host-folders.ts";
import { noticesModel, noticesOf } from "./notes.ts";
import { Prose, prose } from "./prose.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";
import { firstRun, furtherRuns, runCommand } from "./run-command.ts";
import { inlineOf, optional, titleOf, type Texts } from "./texts.ts";

/*
 * What a template can name of the section that starts an image.
 */

const text = z.string();
const flag = z.boolean();
/** The lines of a sample, made from the facts. */
const sample = z.array(z.instanceof(Prose));

export const startModel = z.object({
  text: prose.describe("What stands above the sample, in the author's words."),
  command: sample.describe("The lines of the `docker run` sample, made from the facts."),
  container: text.describe('The container\'s name where the author gives it one, or "".'),
  ...noticesModel.shape,
  hostFolders: hostFoldersModel,
  requiredEnv: z.array(text).describe("The names of the variables without which the image does not start."),
  oneRequired: flag.describe("Whether there is exactly one of them."),
  envPurpose: prose.describe('What those variables are for, as a sentence goes on behind "to".'),
  compose: z
    .object({
      text: prose.describe("What stands above the Compose file, in the author's words."),
      lines: sample.describe("The lines of the Compose file; none where nobody asks for it."),
      run: text.describe('How one starts what reads its input; "" for others.'),
    })
    .describe("The same start as a Compose file."),
  further: z
    .array(
      z.object({
        title: prose.describe('The heading above it, or "".'),
        text: prose.describe("What stands above the sample, in the author's words."),
        command: sample.describe("The lines of the `docker run` sample, made from the facts."),
        hostFolders: hostFoldersModel,
        ...noticesModel.shape,
      }),
    )
    .describe("The start commands behind the first one."),
});

/** How one starts the image; the prefix is what stands before its name, as the registry profile has it. */
export function startOf(
  descriptor: Descriptor,
  prefix: string,
  profile: RegistryProfile,
  texts: Texts,
): z.output<typeof startModel> {
  const { start = {}, env = [] } = descriptor;
  const rewrite = (value: string) => rewriteReferences(value, profile);
  // What is required for some versions or variants alone, the table tells, which says for which.
  const required = env.filter((variable) => variable.required && variable.when === undefined);
  const first = firstRun(descriptor, prefix, rewrite);
  const runs = furtherRuns(descriptor, prefix, rewrite);
  const told = new Set<string>();
  const compose = start.compose === true ? {} : start.compose;
  const { lines, run } = compose ? composeSample(first, descriptor) : { lines: [], run: "" };
  return {
    text: optional(texts, start.text, "start", "text"),
    command: runCommand(first),
    container: start.container ?? "",
    ...noticesOf(start.notes, descriptor, texts, ["start", "notes"]),
    hostFolders: hostFoldersOf(first, descriptor, told),
    requiredEnv: required.map(({ name }) => name),
    oneRequired: required.length === 1,
    envPurpose: inlineOf(texts, start.envPurpose, "start", "envPurpose"),
    compose: { text: optional(texts, compose?.text, "start", "compose", "text"), lines: [...lines], run },
    further: runs.map((run, index) => {
      const { title, text, notes } = start.further?.[index] ?? {};
      return {
        title: title === undefined ? "" : titleOf(texts, title, ...run.path, "title"),
        text: optional(texts, text, ...run.path, "text"),
        command: runCommand(run),
        hostFolders: hostFoldersOf(run, descriptor, told),
        ...noticesOf(notes, descriptor, texts, [...run.path, "notes"]),
      };
    }),
  };
}
