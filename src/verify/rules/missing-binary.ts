import { packageName } from "../../catalog/contents.ts";
import { type StartedProgram, startedPrograms } from "../parsed/programs.ts";
import { shellCommandsIn } from "../parsed/shell-script.ts";
import { isForDev, isShownToFail } from "../parsed/surroundings.ts";
import type { Rule, RuleProblem } from "../rule.ts";

/** Which packages bring a program; of others nothing is said. */
const BUSYBOX = ["busybox", "busybox-static", "toybox"];
const COREUTILS = ["coreutils", ...BUSYBOX];
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bash", ["bash"]],
  ["sh", ["bash", "dash", "ksh", "mksh", "zsh", ...BUSYBOX]],
  ["ash", BUSYBOX],
  ...["cat", "chmod", "chown", "cp", "echo", "env", "id", "ls", "mkdir", "mv", "rm", "sleep", "sort", "tr"].map(
    (program) => [program, COREUTILS] as const,
  ),
  ["apk", ["apk-tools"]],
  ["apt", ["apt"]],
  ["apt-get", ["apt"]],
  ["curl", ["curl"]],
  ["find", ["findutils", ...BUSYBOX]],
  ["git", ["git"]],
  ["grep", ["grep", ...BUSYBOX]],
  ["ps", ["procps", "procps-ng", ...BUSYBOX]],
  ["sed", ["sed", ...BUSYBOX]],
  ["wget", ["wget", ...BUSYBOX]],
]);

/** What a shell does itself, although there may be a program of the name. */
const BUILTINS = new Set(["echo"]);

/** A sample starts a program that the image does not have. */
export const missingBinary: Rule = {
  code: "missing-binary",
  severity: "warning",
  needs: "definitions",
  check: (context) =>
    startedPrograms(context)
      .filter(({ words: [first] }) => !isForDev(context.guide, first?.start ?? 0))
      .filter(({ words: [first] }) => !isShownToFail(context.guide, first?.start ?? 0))
      .flatMap((started) => missing(started) ?? []),
};

/** The first program that is missing: where there is no shell, its script says nothing more. */
function missing({ words, definitions }: StartedProgram): RuleProblem | undefined {
  const programs = [words[0]?.text ?? "", ...programsInScript(words.map(({ text }) => text))];
  for (const program of programs) {
    // A path elsewhere may be a mount's.
    const name = /^(?:\/(?:usr\/)?s?bin\/)?([\w-]+)$/.exec(program)?.[1] ?? "";
    const providers = PROVIDERS.get(name);
    const [first] = definitions;
    if (!providers || !first) continue;
    if (definitions.some(({ packages }) => packages.some((one) => providers.includes(packageName(one))))) continue;
    return {
      start: words[0]?.start ?? 0,
      end: words[0]?.end,
      message: `unexpected program ${program}: no definition of ${first.folder} that the sample may pull installs ${providers.slice(0, 2).join(" or ")} (${first.file}: contents.packages)`,
      fix: "Use a dev variant, or a debug container.",
    };
  }
  return undefined;
}

/** The programs that a script starts, as `sh -c` is handed it; none where it installs some itself. */
function programsInScript(words: readonly string[]): readonly string[] {
  const option = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = words[option + 1];
  if (option === -1 || script === undefined || !/^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/.test(words[0] ?? ""))
    return [];
  const isInstall = (line: string) =>
    /\b(?:apt|apt-get|apk|dnf|pip|npm)\b/.test(line) && /\b(?:install|add)\b/.test(line);
  if (script.split(/[;&|]/).some(isInstall)) return [];
  const names = shellCommandsIn(script, 0).flatMap((command) => command.words[0]?.text ?? []);
  return names.filter((name) => !BUILTINS.has(name));
}
