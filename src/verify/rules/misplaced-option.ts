import { sourceText } from "../claims/problems.ts";
import { containersOf } from "../parsed/containers.ts";
import { dockerRunsOf } from "../parsed/docker-runs.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import { isShellBlock, type ShellWord } from "../parsed/shell-script.ts";
import type { RuleContext, RuleProblem, Rule } from "../rule.ts";

/** Options of `docker run` whose value no other program is handed in this shape. */
const UNMISTAKABLE: readonly (readonly [option: RegExp, value: RegExp])[] = [
  [/^(?:-p|--publish)$/, /^(?:\d+(?:\.\d+){3}:)?\d+(?:-\d+)?:\d+(?:-\d+)?(?:\/(?:tcp|udp))?$/],
  [/^(?:-v|--volume)$/, /^[^:=\s]+:\/[^:]*(?::(?:ro|rw|z|Z))?$/],
  [/^--mount$/, /^(?:.*,)?type=(?:bind|volume|tmpfs|image)(?:,|$)/],
  [/^(?:-e|--env)$/, /^[A-Z][A-Z0-9_]*=/],
  [/^--restart$/, /^(?:always|unless-stopped|on-failure(?::\d+)?)$/],
  [/^(?:--net|--network)$/, /^(?:host|bridge|none)$/],
];

/** An option stands behind the image that is docker's, or that the image takes for a program since it starts none. */
export const misplacedOption: Rule = {
  code: "misplaced-option",
  severity: "error",
  check: (context) => {
    const problems = ofDocker(context);
    const known = new Set(problems.map(({ start }) => start));
    return [...problems, ...withoutProgram(context).filter(({ start }) => !known.has(start))];
  },
};

function ofDocker({ guide }: RuleContext): RuleProblem[] {
  return guide.code.filter(isShellBlock).flatMap((block) =>
    dockerRunsOf(block).flatMap(({ image, args }): RuleProblem[] => {
      // A placeholder for more options may stand where the image does.
      const isImage = guide.references.some(({ start, end }) => image.start <= start && end <= image.end);
      const found = isImage ? firstOptionOf(args) : undefined;
      if (!found) return [];
      const { option, value } = found;
      return [
        {
          start: option.start,
          end: value?.end ?? option.end,
          message: `unexpected ${option.text} behind the image ${image.text}: the program in it is handed it, not docker run`,
          expected: `${option.text} before ${image.text}`,
        },
      ];
    }),
  );
}

function withoutProgram({ guide, catalog, samples }: RuleContext): RuleProblem[] {
  return containersOf(guide, samples).flatMap(({ image, hasEntrypoint, args: [first] }): RuleProblem[] => {
    const definitions = definitionsOf(image, catalog, guide.namespace);
    const startsNothing = definitions.every(({ entrypoint }) => entrypoint.length === 0);
    const [definition] = definitions;
    if (hasEntrypoint || !definition || !startsNothing || !first?.text.startsWith("-")) return [];
    const program = definition.cmd[0] ?? "the program";
    return [
      {
        start: first.start,
        end: first.end,
        message: `unexpected ${first.text} in place of a program: ${definition.folder} has no entry point (${sourceText(definitions.map(({ file }) => ({ file, key: "entrypoint" })))})`,
        expected: `${program} ${first.text}`,
      },
    ];
  });
}

interface Option {
  readonly option: ShellWord;
  readonly value: ShellWord | undefined;
}

/** Options that another program may have as well; beside one that is docker's they are docker's, too. */
const PERHAPS = /^(?:--rm|--detach|--interactive|--tty|--name|--hostname|--user|--workdir|--init|-[dit]+|-[uw])$/;
const FLAG = /^(?:--rm|--detach|--interactive|--tty|--init|-[dit]+)$/;

/** The first option behind the image, where it is docker's; what a command is handed is its own. */
function firstOptionOf(args: readonly ShellWord[]): Option | undefined {
  const options: Option[] = [];
  let isDockers = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (!word?.text.startsWith("-")) break;
    const equals = word.text.startsWith("--") ? word.text.indexOf("=") : -1;
    const name = equals === -1 ? word.text : word.text.slice(0, equals);
    const isFlag = FLAG.test(name);
    const value = equals === -1 ? args[index + 1] : { ...word, text: word.text.slice(equals + 1) };
    const isKnown = UNMISTAKABLE.some(([option, shape]) => option.test(name) && shape.test(value?.text ?? ""));
    if (!isKnown && !PERHAPS.test(name)) break;
    isDockers ||= isKnown;
    options.push({ option: { ...word, text: name }, value: isFlag ? undefined : value });
    if (!isFlag && equals === -1) index++;
  }
  return isDockers ? options[0] : undefined;
}
