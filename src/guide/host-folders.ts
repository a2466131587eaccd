import * as z from "zod";
import { DEFAULT_USER } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Run } from "./run-command.ts";

/*
 * Folders of the host that a sample mounts: they belong to the reader, and the image's user cannot write there.
 */

export const hostFoldersModel = z
  .object({
    folders: z.array(z.string()).describe("The folders, those that are told of above left out."),
    uid: z.string().describe("The number of the image's user."),
    command: z.string().describe("What gives the folders to that user."),
  })
  .describe("The folders of the host that the sample mounts, to be written by the image's user.");

/** A folder of the reader's own, below the one that a shell is in, the home, or one that a variable names. */
const OWN_FOLDER = /^(?:\.{1,2}|~|\$\w+|\$\{\w+\}|\$\(pwd\))\/[^/]|^\$(?!\{?(?:HOME|PWD)\b)\{?\w+\}?\/?$/;
/** What the Filesystem Hierarchy Standard gives to the system: nobody is to change its owner. */
const SYSTEM_FOLDER = /^\/(?:(?:bin|boot|dev|etc|lib\w*|proc|root|run|sbin|sys|usr|var)(?:\/|$)|$)/;
/** A file, by its ending: one that is mounted is for the image to read. */
const FILE = /[^/]\.\w+$/;
/** Runs as another user. */
const AS_OTHER_USER = /(?:^|\s)(?:-u|--user)(?![a-z-])/;
/** Variants to build with have a user of their own. */
const DEV_TAG = /(?:^|-)dev(?:-|$)/;

/**
 * Which folders of the host a start needs to be writable for the image's user.
 *
 * @param run the start
 * @param descriptor the image's facts
 * @param told those that a start before has told of; takes those of this one
 */
export function hostFoldersOf(
  { volumes, options, image }: Run,
  { user = DEFAULT_USER, uid = user }: Pick<Descriptor, "user" | "uid">,
  told: Set<string>,
): z.output<typeof hostFoldersModel> {
  const isKnown = /^\d+$/.test(uid) && Number(uid) > 0 && user !== "root";
  const isOther = options.some(({ fact }) => AS_OTHER_USER.test(fact)) || DEV_TAG.test(image.split(":").at(-1) ?? "");
  const folders = new Set<string>();
  for (const { fact } of isKnown && !isOther ? volumes : []) {
    const { source, path, readOnly } = fact;
    const isOwn = source.startsWith("/") ? !SYSTEM_FOLDER.test(source) : OWN_FOLDER.test(source);
    if (isOwn && !readOnly && !FILE.test(source) && !FILE.test(path) && !told.has(source)) folders.add(source);
  }
  for (const folder of folders) told.add(folder);
  return { folders: [...folders], uid, command: `sudo chown ${[uid, ...folders].join(" ")}` };
}
