import type { Samples } from "../code/samples.ts";
import type { Container } from "./container.ts";
import { type DockerRun, dockerRunsOf } from "./docker-runs.ts";
import { assignmentsOf, longMount, shortMount } from "./mounts.ts";
import type { ParsedGuide } from "./parsed-guide.ts";
import { isShellBlock } from "./shell-script.ts";
import { yamlContainersOf } from "./yaml-containers.ts";
import { isYamlBlock } from "./code-blocks.ts";

const containers = new WeakMap<ParsedGuide, readonly Container[]>();

/** Lists the containers that the samples of a guide start. */
export function containersOf(guide: ParsedGuide, samples: Samples): readonly Container[] {
  const known = containers.get(guide) ?? listContainers(guide, samples);
  containers.set(guide, known);
  return known;
}

function listContainers(guide: ParsedGuide, samples: Samples): readonly Container[] {
  return guide.allCode.flatMap((block) => {
    if (isShellBlock(block)) return dockerRunsOf(block).map(ofDockerRun);
    if (isYamlBlock(block)) return yamlContainersOf(block, samples);
    return [];
  });
}

function ofDockerRun({ image, options, args }: DockerRun): Container {
  const given = (...names: readonly string[]) =>
    options.flatMap(({ name, value }) => (names.includes(name) && value ? [value] : []));
  const entrypoint = given("--entrypoint").at(-1);
  return {
    names: given("--name").map(({ text }) => text),
    nameInPod: undefined,
    isFirstInPod: true,
    image: image.text,
    hasEntrypoint: entrypoint !== undefined,
    program: entrypoint ? [entrypoint] : [],
    args,
    healthCheck: [],
    environment: assignmentsOf(given("-e", "--env").map(({ text }) => text)),
    hasMoreEnvironment: given("--env-file").length > 0,
    mounts: [
      ...given("-v", "--volume").flatMap((value) => shortMount(value) ?? []),
      ...given("--mount").flatMap((value) => longMount(value) ?? []),
    ],
    ports: given("-p", "--publish"),
    user: given("-u", "--user").at(-1),
  };
}
