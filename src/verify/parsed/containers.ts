import { isYamlBlock, type Samples } from "../code/samples.ts";
import { type DockerRun, dockerRunsOf } from "./docker-runs.ts";
import { assignmentsOf, longMount, type Mount, shortMount } from "./mounts.ts";
import type { ParsedGuide } from "./parsed-guide.ts";
import { isShellBlock, type ShellWord } from "./shell-script.ts";
import { yamlContainersOf } from "./yaml-containers.ts";

/** A container that a sample starts: by `docker run`, as a service of Compose, or in a pod of Kubernetes. */
export interface Container {
  /** As the sample writes it: `dhi.io/nginx:<tag>`. */
  readonly image: string;
  /** Whether the sample starts another program than the image's entry point. */
  readonly hasEntrypoint: boolean;
  /** What is handed to the entry point. */
  readonly args: readonly ShellWord[];
  /** The variables that the sample sets by name. */
  readonly environment: ReadonlyMap<string, string>;
  /** Whether it sets more, which stand elsewhere: in a file, a ConfigMap or another part of the sample. */
  readonly hasMoreEnvironment: boolean;
  readonly mounts: readonly Mount[];
  /** Whom the sample starts it as, by name or by number: `1000:1000`, `nonroot`. */
  readonly user: ShellWord | undefined;
}

const containers = new WeakMap<ParsedGuide, readonly Container[]>();

/** Lists the containers that the samples of a guide start. */
export function containersOf(guide: ParsedGuide, samples: Samples): readonly Container[] {
  const known = containers.get(guide) ?? listContainers(guide, samples);
  containers.set(guide, known);
  return known;
}

function listContainers(guide: ParsedGuide, samples: Samples): readonly Container[] {
  return guide.code.flatMap((block) => {
    if (isShellBlock(block)) return dockerRunsOf(block).map(ofDockerRun);
    if (isYamlBlock(block)) return yamlContainersOf(block, samples);
    return [];
  });
}

function ofDockerRun({ image, options, args }: DockerRun): Container {
  const given = (...names: readonly string[]) =>
    options.flatMap(({ name, value }) => (names.includes(name) && value ? [value] : []));
  return {
    image: image.text,
    hasEntrypoint: options.some(({ name }) => name === "--entrypoint"),
    args,
    environment: assignmentsOf(given("-e", "--env").map(({ text }) => text)),
    hasMoreEnvironment: given("--env-file").length > 0,
    mounts: [
      ...given("-v", "--volume").flatMap((value) => shortMount(value) ?? []),
      ...given("--mount").flatMap((value) => longMount(value) ?? []),
    ],
    user: given("-u", "--user").at(-1),
  };
}
