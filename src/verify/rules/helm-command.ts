import leven from "leven";

import { type HelmCommand, helmCommandsOf, optionValues } from "../parsed/helm-commands.ts";
import { hasHost } from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { ShellWord } from "../parsed/shell-script.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** Helm's commands with their other names, and the commands of those that have some. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  completion: ["bash", "fish", "powershell", "zsh"],
  create: [],
  ...named(["dependency", "dep", "dependencies"], ["build", "list", "ls", "update", "up"]),
  env: [],
  get: ["all", "hooks", "manifest", "metadata", "notes", "values"],
  help: [],
  ...named(["history", "hist"]),
  install: [],
  lint: [],
  ...named(["list", "ls"]),
  package: [],
  plugin: ["add", "install", "list", "ls", "package", "remove", "rm", "uninstall", "update", "up", "verify"],
  ...named(["pull", "fetch"]),
  push: [],
  registry: ["login", "logout"],
  repo: ["add", "index", "list", "ls", "remove", "rm", "update", "up"],
  rollback: [],
  search: ["hub", "repo"],
  ...named(["show", "inspect"], ["all", "chart", "crds", "readme", "values"]),
  status: [],
  template: [],
  test: [],
  ...named(["uninstall", "del", "delete", "un"]),
  upgrade: [],
  verify: [],
  version: [],
};

/** What was a command once, or is taken for one, and what does it now. */
const OTHERWISE: Readonly<Record<string, string>> = {
  chart: "helm pull, helm push and helm package",
  home: "helm env",
  init: "nothing: Helm 3 needs no preparation",
  reset: "nothing: Helm 3 leaves nothing in the cluster",
  serve: "a registry",
};
const CHART_COMMANDS = new Set(["install", "upgrade", "pull", "fetch", "template", "show", "inspect"]);
const LOGIN = /(?<![\w./-])helm\s+(log(?:in|out))(?![\w-])/g;

/** A command that Helm does not have, a chart that it would look for in a folder, or a pull secret that is not there. */
export const helmCommand: Rule = {
  code: "helm-command",
  severity: "error",
  check: ({ guide }) => {
    const commands = helmCommandsOf(guide);
    const problems = commands.flatMap((command) => [
      ...(unknownProblem(command, guide) ?? []),
      ...chartProblems(command, guide),
      ...secretProblems(command, guide),
    ]);
    // In running text, and in code that is no shell's, nothing but a login is told from other words.
    const known = new Set(problems.map(({ start }) => start));
    return [...problems, ...logins(guide).filter(({ start }) => !known.has(start))];
  },
};

function named(names: readonly string[], commands: readonly string[] = []): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, commands]));
}

function loginProblem(start: number, verb: string): RuleProblem {
  return {
    start,
    end: start + verb.length,
    message: `unexpected command helm ${verb}, expected helm registry ${verb}`,
    expected: `helm registry ${verb}`,
    edits: [{ start, end: start, text: "registry " }],
  };
}

function logins({ prose, code }: ParsedGuide): RuleProblem[] {
  const stretches = [
    ...prose.map(({ plain, start }) => ({ text: plain, offset: start })),
    ...code.flatMap(({ lines }) => lines),
  ];
  return stretches.flatMap(({ text, offset }) =>
    [...text.matchAll(LOGIN)].map((match) => {
      const [all, verb = ""] = match;
      return loginProblem(offset + match.index + all.length - verb.length, verb);
    }),
  );
}

function unknownProblem({ words, isSample }: HelmCommand, guide: ParsedGuide): RuleProblem[] | undefined {
  const [command, sub] = words;
  if (!command || !isName(command)) return undefined;
  const name = command.text;
  if (name === "login" || name === "logout") return [loginProblem(command.start, name)];
  const commands = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  // In running text `helm chart` may be a chart.
  const isCall = isSample || sub !== undefined;
  if (commands === undefined) return isCall ? otherProblem(command, guide, isSample) : undefined;
  if (commands.length === 0 || !sub || !isName(sub) || commands.includes(sub.text)) return undefined;
  return [misspelt(sub, `helm ${name} ${sub.text}`, commands, `helm ${name} `)];
}

function otherProblem(command: ShellWord, guide: ParsedGuide, isSample: boolean): RuleProblem[] | undefined {
  const { text, start, end } = command;
  const instead = Object.hasOwn(OTHERWISE, text) ? OTHERWISE[text] : undefined;
  if (instead !== undefined)
    return [
      { start, end, message: `unexpected command helm ${text}, which Helm 3 does not have, expected ${instead}` },
    ];
  const problem = misspelt(command, `helm ${text}`, Object.keys(COMMANDS), "helm ");
  if (problem.edits) return [problem];
  // Plugins bring commands of their own.
  return isSample && !/\bplugins?\b/i.test(guide.text) ? [{ ...problem, severity: "warning" }] : undefined;
}

/** What has one neighbour is a misspelling of it. */
function misspelt(
  { text, start, end }: ShellWord,
  what: string,
  known: readonly string[],
  before: string,
): RuleProblem {
  const near = text.length < 4 ? [] : known.filter((one) => leven(one, text) === 1);
  const [only, ...others] = near;
  const at = { start, end };
  if (only === undefined || others.length > 0)
    return { ...at, message: `unexpected command ${what}, which is none of Helm's` };
  const expected = before + only;
  return {
    ...at,
    message: `unexpected command ${what}, expected ${expected}`,
    expected,
    edits: [{ ...at, text: only }],
  };
}

/** The known mirror that a chart's reference without a scheme begins with. */
function mirrorIn(text: string, { namespace }: ParsedGuide): string | undefined {
  if (namespace === undefined || !/\/dhi-[\w.-]+-chart(?::[^/]*)?$/.test(text)) return undefined;
  const host = text.slice(0, text.lastIndexOf("/"));
  const isIt = host.replace(/^(?:registry-1\.)?docker\.io\//, "") === namespace;
  return isIt ? host : undefined;
}

/** A chart of a registry begins with `oci://`; without it Helm looks for a folder. */
function chartProblems({ words }: HelmCommand, guide: ParsedGuide): RuleProblem[] {
  if (!CHART_COMMANDS.has(words[0]?.text ?? "")) return [];
  return words.flatMap(({ text, start }): RuleProblem[] => {
    const host =
      mirrorIn(text, guide) ??
      /^(dhi\.io|(?:registry-1\.)?docker\.io\/<[^<>]+>|<[^<>]*(?:namespace|org)[^<>]*>)\/[\w.-]+-chart(?::.*)?$/.exec(
        text,
      )?.[1];
    if (host === undefined) return [];
    const at = guide.text.indexOf(text.slice(0, host.length), start);
    const lead = `oci://${hasHost(host) ? "" : "registry-1.docker.io/"}`;
    return [
      {
        start: at,
        end: at + text.length,
        message: `unexpected chart ${text}, expected ${lead}${text}: Helm looks for a folder of that name`,
        expected: lead + text,
        edits: [{ start: at, end: at, text: lead }],
      },
    ];
  });
}

/** `--set imagePullSecrets[0]=my-secret.name`: the value is the secret's name, of which `.name` is no part. */
function secretProblems(command: HelmCommand, guide: ParsedGuide): RuleProblem[] {
  return ["--set", "--set-string"]
    .flatMap((option) => optionValues(command, option))
    .flatMap(({ text, start, end }) => {
      const values = text.split(/[,{}]/).map((part) => part.slice(part.lastIndexOf("=") + 1));
      const secret = values.map((value) => /^([\w-]+)\.name$/.exec(value)?.[1]).find((name) => name !== undefined);
      const isMade = secret !== undefined && new RegExp(`\\bsecret\\s[^\\n]*\\b${secret}(?![\\w.-])`).test(guide.text);
      if (!isMade) return [];
      const source = guide.text.slice(start, end);
      const from = source.indexOf(`${secret}.name`);
      const suffix = start + from + secret.length;
      return [
        {
          start,
          end,
          message: `unexpected value ${secret}.name, expected the name of the secret: ${secret}`,
          expected: secret,
          // An escape, or the same words twice, leave it to a person.
          ...(from >= 0 &&
            from === source.lastIndexOf(`${secret}.name`) && {
              edits: [{ start: suffix, end: suffix + ".name".length, text: "" }],
            }),
        },
      ];
    });
}

const isName = ({ text }: ShellWord): boolean => /^[a-z][\w-]*$/.test(text);
