import type { Mount } from "./mounts.ts";
import type { ShellWord } from "./shell-script.ts";

/** A container that a sample starts: by `docker run`, as a service of Compose, or in a pod of Kubernetes. */
export interface Container {
  /** Its own name, its service's, or that of its pod or workload. */
  readonly names: readonly string[];
  /** Its name within its pod, and whether it is meant where none is named; of others always. */
  readonly nameInPod: string | undefined;
  readonly isFirstInPod: boolean;
  /** As the sample writes it: `dhi.io/nginx:<tag>`; empty where it is built. */
  readonly image: string;
  /** Whether the sample starts another program than the image's entry point, and which. */
  readonly hasEntrypoint: boolean;
  readonly program: readonly ShellWord[];
  /** What is handed to the program, or else to the entry point. */
  readonly args: readonly ShellWord[];
  /** What is run in it to tell whether it is well. */
  readonly healthCheck: readonly ShellWord[];
  /** The variables that the sample sets by name. */
  readonly environment: ReadonlyMap<string, string>;
  /** Whether it sets more, which stand elsewhere: in a file, a ConfigMap or another part of the sample. */
  readonly hasMoreEnvironment: boolean;
  readonly mounts: readonly Mount[];
  /** The ports that it publishes, as they are written: `8080:80/tcp`. */
  readonly ports: readonly ShellWord[];
  /** Whom the sample starts it as, by name or by number: `1000:1000`, `nonroot`. */
  readonly user: ShellWord | undefined;
}

/**
 * The images that a container of a name may have.
 *
 * @param target the name of a container, a service, a pod or a workload, with its kind where it is given
 * @param nameInPod the container of the pod, where it is named; else it is the first
 * @returns the references; several where samples give several, none where no sample starts it
 */
export function imagesOf(target: string, nameInPod: string | undefined, containers: readonly Container[]): string[] {
  const name = target.replace(/^[a-z.]+\//i, "");
  const matching = containers.filter(
    (one) =>
      one.names.some((each) => each === name || isPodOf(name, each)) &&
      (nameInPod === undefined ? one.isFirstInPod : one.nameInPod === nameInPod),
  );
  return [...new Set(matching.map(({ image }) => image))];
}

/** A pod is called after its workload: `web-0`, `web-5d4f8c7b9-x2x4z`. */
function isPodOf(pod: string, workload: string): boolean {
  return pod.startsWith(`${workload}-`) && /^(?:\d+|[a-z0-9]{5,10}-[a-z0-9]{5})$/.test(pod.slice(workload.length + 1));
}
