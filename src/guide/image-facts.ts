import { DEFAULT_USER } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/schema.ts";
import { mapped } from "./mapped.ts";
import type { TemplateModel } from "./model.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";

type ImageFacts = Pick<
  TemplateModel,
  "user" | "shell" | "packageManager" | "entrypoint" | "workDir" | "chart" | "ports" | "privilegedPorts"
>;

/** Ports below it are privileged. */
const FIRST_FREE_PORT = 1024;
/** Shells that are opened by another name than their package's. */
const SHELL_PROGRAMS: Readonly<Record<string, string>> = { busybox: "sh", toybox: "sh" };

/**
 * What follows from the facts that definitions confirm.
 *
 * @param descriptor the image's facts
 * @param profile where the images are pulled from
 * @returns the facts as templates name them
 */
export function imageFactsOf(descriptor: Descriptor, profile: RegistryProfile): ImageFacts {
  const { user = DEFAULT_USER, uid, shell, packageManager, entrypoint, cmd, workDir = "", chart, ports } = descriptor;
  const listened = mapped(ports, (port) => {
    const [number = "", protocol = "tcp"] = port.split("/");
    return { number, protocol, privileged: Number(number) < FIRST_FREE_PORT };
  });
  const [firstShell = "sh"] = shell === "unknown" ? [] : (shell?.names ?? []);
  return {
    user: {
      name: user,
      root: user === "root" || user === "0",
      label: userLabel(user),
      uid: uid === undefined || uid === user ? "" : uid,
    },
    shell: { ...programs(shell), program: SHELL_PROGRAMS[firstShell] ?? firstShell },
    packageManager: programs(packageManager),
    entrypoint: {
      given: entrypoint !== undefined,
      varies: entrypoint === "varies",
      command: commandLine(entrypoint),
      cmd: commandLine(cmd),
    },
    workDir,
    chart: chart === undefined ? { name: "", reference: "", registry: "" } : chartReference(chart, profile),
    ports: listened,
    privilegedPorts: mapped(
      listened.filter(({ privileged }) => privileged),
      ({ number, protocol }) => (protocol === "tcp" ? number : `${number}/${protocol}`),
    ),
  };
}

/**
 * What sentences call a user.
 *
 * @param user a name or a number
 * @returns "nonroot user", or "user with UID 10001"
 */
export function userLabel(user: string): string {
  return /^\d+$/.test(user) ? `user with UID ${user}` : `${user} user`;
}

function programs(stated: Descriptor["packageManager"]): TemplateModel["packageManager"] {
  const unknown = stated === "unknown";
  const { names = [], where = "" } = unknown ? {} : (stated ?? {});
  const none = stated === undefined;
  const given = !none && !unknown;
  return { names, where, none, unknown, some: given && where !== "", all: given && where === "" };
}

/** The words as one would type them; those that a shell would take apart are quoted. */
function commandLine(words: Descriptor["entrypoint"]): string {
  if (words === undefined || words === "varies") return "";
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(" ");
}

function chartReference(name: string, profile: RegistryProfile): TemplateModel["chart"] {
  const reference = rewriteReferences(`oci://dhi.io/${name}-chart`, profile);
  return { name, reference, registry: reference.split("/")[2] ?? "" };
}
