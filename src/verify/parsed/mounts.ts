import type { ShellWord } from "./shell-script.ts";

/** What a container sees of a volume or of the host. */
export interface Mount {
  /** Where the container sees it. */
  readonly target: string;
  /** A volume with a name or a claim, a folder or file of the host, or what is not kept: a `tmpfs`, a ConfigMap. */
  readonly kind: "volume" | "bind" | "other";
  /** The volume's name or the host's path; empty where it has none. */
  readonly source: string;
  readonly isReadOnly: boolean;
  readonly start: number;
  readonly end: number;
}

/** Variables as a list of assignments: `NAME=value`. */
export function assignmentsOf(assignments: readonly string[]): Map<string, string> {
  return new Map(
    assignments.map((text) => {
      const [name = "", ...value] = text.split("=");
      return [name, value.join("=")];
    }),
  );
}

/** `name:/path:ro`, `./folder:/path`, `/path`. */
export function shortMount({ text, start, end }: ShellWord): Mount | undefined {
  // A placeholder or a variable may hold a colon of its own: `${PWD:-.}:/data`.
  const parts = text.replace(/\$\{[^}$]*\}|\$\([^)$]*\)/g, (hidden) => "$".repeat(hidden.length)).split(":");
  const target = parts.length === 1 ? parts[0] : parts[1];
  if (target === undefined || !target.startsWith("/")) return undefined;
  const source = parts.length === 1 ? "" : text.slice(0, parts[0]?.length);
  const isReadOnly = (parts[2] ?? "").split(",").includes("ro");
  return { target, source, kind: isHostPath(source) ? "bind" : "volume", isReadOnly, start, end };
}

/** A path, or what a shell puts there. */
function isHostPath(source: string): boolean {
  return /^(?:[./~\\$`<"]|[A-Za-z]:)/.test(source) || source.includes("/");
}

/** `type=volume,source=name,target=/path`. */
export function longMount({ text, start, end }: ShellWord): Mount | undefined {
  const fields = assignmentsOf(text.split(","));
  const target = fields.get("target") ?? fields.get("destination") ?? fields.get("dst");
  if (target === undefined) return undefined;
  const type = fields.get("type") ?? "volume";
  return {
    target,
    source: fields.get("source") ?? fields.get("src") ?? "",
    kind: type === "volume" || type === "bind" ? type : "other",
    isReadOnly: fields.has("readonly") || fields.has("ro"),
    start,
    end,
  };
}
