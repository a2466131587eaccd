import type { Definition } from "../../catalog/definition.ts";
import { sourceText } from "../claims/problems.ts";
import { containersOf } from "../parsed/containers.ts";
import { instructionsOf, isDockerfile, type StageInstruction } from "../parsed/dockerfile.ts";
import { introductionOf } from "../parsed/prose.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import { isShellBlock, shellScriptOf } from "../parsed/shell-script.ts";
import type { RuleContext, RuleProblem, Rule } from "../rule.ts";

/** A sample names a user that its image does not have, or gives files to another than the one that its text says. */
export const sampleUser: Rule = {
  code: "sample-user",
  severity: "error",
  needs: "definitions",
  check: (context) => [...inDockerfiles(context), ...inContainers(context), ...ofOwners(context)],
};

/** The name of a user and of a group, or numbers: `app`, `app:app`, `1000:0`. */
const OWNER = String.raw`([\w.-]+)(?::([\w.-]+))?`;

/** A user or a group that a sample names, and where. */
interface Named {
  readonly user: string;
  readonly group: string | undefined;
  readonly start: number;
}

function inDockerfiles({ guide, catalog }: RuleContext): RuleProblem[] {
  return guide.code.filter(isDockerfile).flatMap((block) => {
    // Who brings accounts along knows which there are.
    if (/\/etc\/(?:passwd|group)\b/.test(block.value)) return [];
    const instructions = instructionsOf(block, catalog, guide.namespace);
    const making = instructions.map(({ text }) => text).filter((text) => MAKES_ACCOUNT.test(text));
    const isMade = (name: string) => making.some((text) => text.includes(name) || text.includes("$"));
    return instructions.flatMap((instruction) => {
      const named = namedIn(instruction);
      if (!named || isMade(named.user) || isMade(named.group ?? named.user)) return [];
      return missingProblem(named, instruction.definitions);
    });
  });
}

const MAKES_ACCOUNT = /\b(?:user|group)add\b|\badd(?:user|group)\b/;

function namedIn({ keyword, text, start }: StageInstruction): Named | undefined {
  const pattern = { COPY: "--chown=", ADD: "--chown=", USER: String.raw`^USER\s+` }[keyword];
  const match = pattern === undefined ? null : new RegExp(`${pattern}${OWNER}(?=\\s|$)`, "di").exec(text);
  const [from] = match?.indices?.[1] ?? [];
  return match && from !== undefined ? { user: match[1] ?? "", group: match[2], start: start + from } : undefined;
}

function inContainers({ guide, catalog, samples }: RuleContext): RuleProblem[] {
  return containersOf(guide, samples).flatMap(({ user, image }) => {
    const match = new RegExp(`^${OWNER}$`).exec(user?.text ?? "");
    if (!match || !user) return [];
    const named = { user: match[1] ?? "", group: match[2], start: user.start };
    return missingProblem(named, definitionsOf(image, catalog, guide.namespace));
  });
}

/** Accounts that packages of a distribution bring along, which no definition lists. */
const SYSTEM =
  /^(?:\d+|root|daemon|bin|sys|sync|adm|lp|mail|news|uucp|proxy|www-data|backup|list|irc|_apt|nobody|nogroup|staff|users|wheel|operator|guest|ftp|ntp|shutdown|halt|tty|disk|games|man)$/;

function missingProblem({ user, group, start }: Named, definitions: readonly Definition[]): RuleProblem[] {
  const known = definitions.filter(({ accounts }) => accounts.length > 0);
  if (known.length === 0 || known.length < definitions.length) return [];
  const isMissing = (name: string, namesOf: (definition: Definition) => readonly string[]) =>
    !SYSTEM.test(name) && !known.some((definition) => [...namesOf(definition), definition.user?.name].includes(name));
  const isUser = isMissing(user, ({ accounts }) => accounts.map(({ name }) => name));
  const isGroup =
    !isUser && isMissing(group ?? "0", ({ accounts, groups }) => [...groups, ...accounts.map(({ name }) => name)]);
  if (!isUser && !isGroup) return [];
  const name = isUser ? user : (group ?? "");
  const from = start + (isUser ? 0 : user.length + 1);
  const users = [...new Set(known.flatMap(({ accounts }) => accounts.map((account) => account.name)))];
  const sources = known.map(({ file }) => ({ file, key: isUser ? "accounts.users" : "accounts.groups" }));
  return [
    {
      start: from,
      end: from + name.length,
      message: `unexpected ${isUser ? "user" : "group"} ${name}: no definition of ${known[0]?.folder ?? ""} that the sample may pull has it (${sourceText(sources)})`,
      expected: users.filter((one) => one !== "_apt").join(" or "),
    },
  ];
}

/** What a text calls the user that the image runs as. */
const RUNS_AS = /\bnon-?root\b|\b(?:runs?|running)\s+as\b|\bowned\s+by\b/i;

/** `--chown=1001:1001` and `chown 1001` below a text that speaks of the image's own user. */
function ofOwners({ guide }: RuleContext): RuleProblem[] {
  const { image } = guide;
  const uids = image?.all.definitions.flatMap(({ accounts, user }) => [user?.uid, ...accounts.map(({ uid }) => uid)]);
  if (!image || !uids || uids.every((uid) => uid === undefined || uid === 0)) return [];
  const introduced = guide.code.map((block) => ({ block, text: introductionOf(guide.prose, block.start) }));
  // A sample with a user or an image of its own says for whom the files are.
  const blocks = introduced.filter(
    ({ block, text }) =>
      RUNS_AS.test(text) && !/^[ \t]*(?:FROM|USER)\s|--user\b|\b(?:user|runAsUser):/m.test(block.value),
  );
  const owners = blocks.flatMap(({ block, text: introduction }) => [
    ...block.lines.flatMap(({ text, offset }) =>
      [...text.matchAll(/(?:^|\s)--chown[= ](\d+)/g)].map((match) => ({
        uid: match[1] ?? "",
        introduction,
        start: offset + match.index + match[0].length - (match[1]?.length ?? 0),
      })),
    ),
    ...(isShellBlock(block) ? shellScriptOf(block).commands : []).flatMap(({ words }) => {
      const chown = words.findIndex(({ text }) => /(?:^|\/)chown$/.test(text));
      const owner = chown === -1 ? undefined : words.slice(chown + 1).find(({ text }) => !text.startsWith("-"));
      const uid = /^(\d+)(?::\d*)?$/.exec(owner?.text ?? "")?.[1];
      return owner && uid !== undefined ? [{ uid, introduction, start: owner.start }] : [];
    }),
  ]);
  return owners
    .filter(({ uid, introduction }) => uid !== "0" && !uids.includes(Number(uid)) && !introduction.includes(uid))
    .map(({ uid, start }) => ({
      start,
      end: start + uid.length,
      message: `unexpected uid ${uid}: ${image.name} runs as ${[...new Set(image.runtime.users.map(({ value }) => value.uid ?? value.name))].join(" or ")} (${sourceText(image.runtime.users.flatMap(({ sources }) => sources))})`,
      severity: "warning" as const,
    }));
}
