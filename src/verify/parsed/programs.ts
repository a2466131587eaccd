import type { Definition } from "../../catalog/definition.ts";
import type { RuleContext } from "../rule.ts";
import { imagesOf } from "./container.ts";
import { programName } from "./entrypoint.ts";
import { containersOf } from "./containers.ts";
import { execCommandsOf } from "./exec-commands.ts";
import { definitionsOf } from "./referenced.ts";
import { isShellBlock, type ShellWord } from "./shell-script.ts";

/** A program that a sample starts in a container. */
export interface StartedProgram {
  /** The program and its arguments. */
  readonly words: readonly ShellWord[];
  /** The definitions of the images that it may be. */
  readonly definitions: readonly Definition[];
}

/** Lists the programs that samples start in images whose definitions are known. */
export function startedPrograms(context: RuleContext): StartedProgram[] {
  const programs = [...inContainers(context), ...inRunningContainers(context)];
  return programs.filter(({ words, definitions }) => words.length > 0 && definitions.length > 0);
}

/** What containers start themselves, and their health checks. */
function inContainers({ guide, catalog, samples }: RuleContext): StartedProgram[] {
  return containersOf(guide, samples).flatMap(({ image, hasEntrypoint, program, args, healthCheck, mounts }) => {
    const definitions = definitionsOf(image, catalog, guide.namespace);
    const takesProgram = definitions.every(({ entrypoint }) => entrypoint.length === 0);
    const main = hasEntrypoint || takesProgram ? [...program, ...args] : [];
    // What is mounted comes from elsewhere.
    const isMounted = (words: readonly ShellWord[]) =>
      mounts.some(
        ({ target }) => programName(target) === programName(words[0]?.text ?? "") || /\/bin\/?$/.test(target),
      );
    return [main, healthCheck].filter((words) => !isMounted(words)).map((words) => ({ words, definitions }));
  });
}

/** What `docker exec` and `kubectl exec` start, where the page tells what the container is. */
function inRunningContainers({ guide, catalog, samples }: RuleContext): StartedProgram[] {
  const executed = guide.code.filter(isShellBlock).flatMap(execCommandsOf);
  if (executed.length === 0) return [];
  const containers = containersOf(guide, samples);
  return executed.flatMap(({ target, container, program }): StartedProgram[] => {
    const named = imagesOf(target, container, containers);
    const images = named.length > 0 ? named : onlyImage(target);
    const each = images.map((image) => definitionsOf(image, catalog, guide.namespace));
    // Where one of them is not known, it may be that which is meant.
    if (each.some((definitions) => definitions.length === 0)) return [];
    return [{ words: program, definitions: each.flat() }];
  });

  /** The image of a page whose samples know one alone, where the container is called after it. */
  function onlyImage(target: string): readonly string[] {
    const references = guide.references.filter(({ block }) => block);
    const [path = "", ...others] = new Set(references.map((reference) => reference.path));
    if (path === "" || others.length > 0 || !target.includes(path) || isOfService(target, path)) return [];
    return [...new Set(references.map(({ text }) => text))];
  }

  /** Compose calls a container after its project and service: `acme-db-1`, where a project is called after the image. */
  function isOfService(target: string, project: string): boolean {
    const service = /^(.+)[-_]\d+$/.exec(target)?.[1];
    return (
      service !== undefined && service.startsWith(project) && !["", project].includes(service.slice(project.length + 1))
    );
  }
}
