import { type User, isRoot } from "../../catalog/definition.ts";
import type { Facts, ImageFacts } from "../../catalog/facts.ts";
import { type Claim, claimsOf } from "../claims/matchers.ts";
import { factsFor, sourceText } from "../claims/problems.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const USER = /\b(?:user|root|nonroot|uid)\b/i;
const NONROOT = [
  /\bruns?\s+as\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?non-?root\b/i,
  /\b(?:starts?|executes?)\s+as\s+(?:an?\s+|the\s+)?non-?root\b/i,
  /^(?:the\s+)?non-?root(?:\s+user)?(?:\s*\((?:uid\s*)?\d+\))?$/i,
];
const ROOT = [/\bruns?\s+as\s+(?:the\s+)?root\b(?!less)/i, /^root(?:\s+user)?(?:\s*\((?:uid\s*)?0\))?$/i];
const UID = [
  /\bruns?\s+as\s+(?:(?!\binstead\b|\bnot\b)[^.;])*?\buid\s*:?\s*(\d+)/i,
  /^[\w\s-]*(?:\(\s*)?uid\s*(?::\s*)?(\d+)\s*\)?$/i,
];

/** What a reader sets about the user of a container. */
const SET_BY_READER =
  /\brunAs(?:User|Group|NonRoot)\b|\bsecurityContext\b|(?<![\w-])--user\b|\bUSER\s+\w|(?<![\w-])-u\s+\w|\bprivileged\s*:/;

/** A guide names another user than the definitions do. */
export const userClaim: Rule = {
  code: "user-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) => {
    const { image } = guide;
    if (!image) return [];
    const nonroot = claimsOf(guide, { topic: USER, forms: NONROOT }).filter(isMeant);
    const root = claimsOf(guide, { topic: USER, forms: ROOT }).filter(isMeant);
    // What holds "typically" is no fault where the guide says how this image is.
    const isSaid = (claims: readonly Claim[], { scope }: Claim) =>
      claims.some((other) => other.scope === scope && !other.hedged);
    return [
      ...nonroot
        .filter((claim) => !claim.hedged || !isSaid(root, claim))
        .flatMap((claim) => rootProblem(claim, image, false)),
      ...root
        .filter((claim) => !claim.hedged || !isSaid(nonroot, claim))
        .flatMap((claim) => rootProblem(claim, image, true)),
      ...claimsOf(guide, { topic: USER, forms: UID }).flatMap((claim) => uidProblem(claim, image)),
    ];
  },
};

/** "Most images run as nonroot, but this one runs as root" says both, and says which is meant. */
function isMeant(claim: Claim): boolean {
  const { text } = claim.sentence;
  const both = NONROOT[0]?.test(text) === true && ROOT[0]?.test(text) === true;
  const before = text.slice(0, claim.start - claim.sentence.start);
  return !both && !DENIED.test(before) && !claim.conditional && !isConditional(claim) && !isForeign(claim);
}

/** "It does not run as root", "it no longer runs as root", "rather than run as root". */
const DENIED =
  /\b(?:not|never|no\s+longer|nor|without|neither|used\s+to)\s+(?:\w+ly\s+)?$|n['’]t\s+(?:\w+ly\s+)?$|\b(?:instead\s+of|rather\s+than)\b[^,]*$/i;

function rootProblem(claim: Claim, image: ImageFacts, saysRoot: boolean): RuleProblem[] {
  const facts = factsFor(image, claim.scope);
  if (!facts) return [];
  const denying = facts.definitions.filter(({ user }) => isRoot(user) !== saysRoot);
  const [first] = denying;
  if (!first) return [];
  const every = denying.length === facts.definitions.length;
  const runs = every
    ? `every ${claim.scope} definition runs`
    : `${denying.length} of ${facts.definitions.length} ${claim.scope} definitions run`;
  const fact = `${runs} as ${userNames(facts, !saysRoot)}`;
  return [
    {
      start: claim.start,
      end: claim.end,
      message:
        `unexpected user ("${claim.text}"): ${fact} ` +
        `(${sourceText(denying.map(({ file }) => ({ file, key: "accounts.run-as" })))})`,
      fact,
      expected: userNames(facts, !saysRoot),
      severity: every && !claim.hedged ? undefined : "warning",
    },
  ];
}

/**
 * Whether a claim is about something else than the image: a process, a node, a database's account. A bare "root" or
 * "UID 1000" says nothing of the image either, unless it stands in the image's column of a comparison.
 */
function isForeign({ text, start, sentence }: Claim): boolean {
  const { columnHead = "", rowHead = "" } = sentence.prose.cell ?? {};
  // A database's "default user" logs in; it runs nothing.
  const isLogin =
    /\b(?:database|db|sql|admin|login|account|role|superuser|password|connect|owner|volumes?|files?|director|permissions?)/i.test(
      rowHead,
    );
  const isOwnCell = /(?<!non-)\bhardened\b|\bdhi\b/i.test(columnHead) && !isLogin;
  if (!/\b(?:runs?|starts?|executes?)\s+as\b/i.test(text)) return !isOwnCell;
  const subject = sentence.text.slice(0, start - sentence.start);
  return (
    !isOwnCell && subject !== "" && !/\b(?:images?|variants?|containers?|dhi|hardened|it|they|these)\b/i.test(subject)
  );
}

/**
 * "It must run as root", "if the target runs as UID 1000" and "set it up to run as root" do not say how the image is;
 * neither does what somebody sets: "With `runAsUser: 0` the container runs as root".
 */
function isConditional({ start, sentence, text }: Claim): boolean {
  const before = sentence.text.slice(0, start - sentence.start);
  if (/\b(?:must|needs?|should|can|could|to|if|when|where|so\s+that|make\s+sure|ensure|until)\b/i.test(before))
    return true;
  const after = sentence.text.slice(start - sentence.start + text.length);
  return SET_BY_READER.test(before) || /\b(?:if|when|unless|only)\s+you\b/i.test(after) || SET_BY_READER.test(after);
}

function uidProblem(claim: Claim, image: ImageFacts): RuleProblem[] {
  if (isForeign(claim) || isConditional(claim)) return [];
  const facts = factsFor(image, claim.scope);
  const uid = Number(/(\d+)\D*$/.exec(claim.text)?.[1]);
  const known = facts?.users.flatMap(({ value }) => value.uid ?? []) ?? [];
  if (!facts || known.length < facts.users.length || known.includes(uid)) return [];
  return [
    {
      start: claim.start,
      end: claim.end,
      message: `unexpected uid ${uid} ("${claim.text}"): the ${claim.scope} definitions run as ${userNames(facts)} (${sourceText(facts.users.flatMap(({ sources }) => sources))})`,
      fact: `uid ${uid} of ${claim.scope} definitions`,
      expected: userNames(facts),
      severity: claim.hedged ? "warning" : undefined,
    },
  ];
}

function userNames(facts: Facts, root?: boolean): string {
  const users = facts.users.map(({ value }) => value).filter((user) => root === undefined || isRoot(user) === root);
  return users.map(userName).join(", ") || "root";
}

function userName({ name, uid }: User): string {
  return uid === undefined || String(uid) === name ? name : `${name} (uid ${uid})`;
}
