import type { Definition } from "../../catalog/definition.ts";
import { sourceText } from "../claims/problems.ts";
import type { Container } from "../parsed/container.ts";
import { containersOf } from "../parsed/containers.ts";
import type { Mount } from "../parsed/mounts.ts";
import { programName, programOf } from "../parsed/entrypoint.ts";
import { hasPlaceholder } from "../parsed/image-references.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A sample keeps a folder that the image does not write its data to, so that the data is lost with the container. */
export const dataVolume: Rule = {
  code: "data-volume",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog, samples }) =>
    containersOf(guide, samples).flatMap((container): RuleProblem[] => {
      const definitions = definitionsOf(container.image, catalog, guide.namespace);
      const folders = definitions.map((definition) => dataFoldersOf(definition, container));
      const known = folders.flat();
      if (known.length === 0 || folders.some((one) => one.length === 0)) return [];
      if (container.mounts.some(({ target }) => known.some(({ path }) => isRelated(target, path)))) return [];
      const isCertain = known.every((one) => one.isCertain) && !container.hasMoreEnvironment;
      return container.mounts
        .filter((mount) => isMeantForData(mount) && !isConfigured(mount.target, container))
        .map((mount) => {
          const paths = [...new Set(known.map(({ path }) => path))];
          const sources = known.map(({ file, key }) => ({ file, key }));
          return {
            start: mount.start,
            end: mount.end,
            message: `unexpected volume at ${mount.target}: ${container.image} keeps its data at ${paths.length > 3 ? `${paths.slice(0, 2).join(", ")} and so on` : paths.join(", ")} (${sourceText(sources)}), which is lost with the container`,
            expected: `a volume at ${commonFolder(paths)}, or at a folder above it`,
            severity: mount.kind === "volume" && isCertain ? undefined : "warning",
          };
        });
    }),
};

interface DataFolder {
  readonly path: string;
  readonly file: string;
  readonly key: string;
  /** False for a folder that a program merely begins in. */
  readonly isCertain: boolean;
}

/** A variable that names a data folder: `PGDATA`, `ZOO_DATA_DIR`, `XDG_DATA_HOME`. */
const VARIABLE = /(?:^|_)(?:PG)?DATA(?:_?DIR(?:ECTORY)?|_HOME)?$/;
/** One that does where it is a folder of `/var`, which is for what changes. */
const HOME = /_(?:HOME|WORK_?DIR)$/;
/** An option that does: `--data-dir=/data`, `--storage.tsdb.path=/prometheus`, `--dbpath /data/db`. */
const OPTION = /^--?(?=[\w.-]*(?:data|storage|db))[\w.-]*(?:path|dir|directory|folder)(?:=(\/.*))?$/i;
/** Where a program works that keeps its data there. */
const WORK_DIR = /^\/var\/lib\/.|^\/(?:[\w.-]+\/)*(?:[\w.-]+[_-])?data\/?$/;

/** Where a container that is started so keeps its data, as far as the definition and the sample tell. */
function dataFoldersOf(definition: Definition, container: Container): readonly DataFolder[] {
  const { file, entrypoint, cmd, environment, workDir } = definition;
  if (container.hasEntrypoint || startsAnother(definition, container)) return [];
  const variables = Object.entries(environment).filter(
    ([name, value]) => (VARIABLE.test(name) && value.startsWith("/")) || (HOME.test(name) && value.startsWith("/var/")),
  );
  if (variables.some(([name]) => container.environment.has(name))) return [];
  if (variables.length > 0)
    return variables.map(([name, path]) => ({
      path,
      file,
      key: `environment.${name}`,
      isCertain: VARIABLE.test(name),
    }));
  const given = optionPath(entrypoint);
  const path = given ?? (container.args.length === 0 ? optionPath(cmd) : undefined);
  if (path !== undefined) return [{ path, file, key: given === undefined ? "cmd" : "entrypoint", isCertain: true }];
  return workDir !== undefined && WORK_DIR.test(workDir)
    ? [{ path: workDir, file, key: "work-dir", isCertain: false }]
    : [];
}

/** Whether what the sample hands to the image is another program than the one that keeps the data. */
function startsAnother({ entrypoint, cmd, folder }: Definition, { args }: Container): boolean {
  const program = args[0]?.text;
  if (program === undefined || program.startsWith("-") || programOf(entrypoint) !== undefined) return false;
  return ![folder, programName(cmd[0] ?? "")].includes(programName(program));
}

function optionPath(words: readonly string[]): string | undefined {
  return words.flatMap((word, index) => {
    const match = OPTION.exec(word);
    if (!match) return [];
    const path = match[1] ?? words[index + 1] ?? "";
    return path.startsWith("/") ? [path] : [];
  })[0];
}

/** Whether one is the other, or lies in it. */
function isRelated(target: string, folder: string): boolean {
  const [a, b] = [target, folder].map((path) => `${path.replace(/(?<!\/)\/+$/, "")}/`) as [string, string];
  return hasPlaceholder(target) || a.startsWith(b) || b.startsWith(a);
}

/** What is mounted for another purpose, by its path or its volume's name. */
const OTHER =
  /(?:^|[/_.-])(?:backups?|cache|certs?|conf(?:ig)?(?:uration)?s?|conf\.d|initdb(?:\.d)?|etc|keys?|licen[cs]es?|logs?|plugins?|extensions?|run|scripts?|secrets?|shared?|sock(?:et)?s?|ssl|tls|tmp|imports?|exports?)(?:$|[/_.-])/i;

/** Whether a mount is to keep data, by the volume's name or the folder's. */
function isMeantForData({ kind, source, target, isReadOnly }: Mount): boolean {
  if (kind === "other" || isReadOnly) return false;
  const name = `${kind === "volume" ? source : ""} ${programName(target.replace(/(?<!\/)\/+$/, ""))}`;
  return /(?:^|[^a-z])(?:pg)?(?:data|db)(?:$|[^a-z])/i.test(name) && !OTHER.test(`${name} ${target}`);
}

/** Whether the sample tells the program of the folder, by a variable or an option. */
function isConfigured(target: string, { args, environment }: Container): boolean {
  const words = [...args.map(({ text }) => text), ...environment.values()];
  return words.some((word) => word.includes(target));
}

/** The folder that holds all of them, which is where one volume keeps them. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split("/"));
  const end = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return end === -1 ? first.join("/") : first.slice(0, end).join("/");
}
