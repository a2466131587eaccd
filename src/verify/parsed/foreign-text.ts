import type { CodeLine } from "./code-blocks.ts";

/** What stands in a sample that its fence calls shell, or nothing, and is no shell script. */
export interface ForeignText {
  /** As a fence would name it; `text` for what a command prints. */
  readonly language: string;
  /** Its first line. */
  readonly line: CodeLine;
  /** Whether nothing stands before it. */
  readonly isWhole: boolean;
}

const SHELLS = /^(?:ba|da|a|k|mk|z)?sh$/;
/** Interpreters that are not called as their language is. */
const INTERPRETERS: ReadonlyMap<string, string> = new Map([
  ["node", "javascript"],
  ["deno", "typescript"],
  ["pwsh", "powershell"],
]);

/** The first line of what cannot be a script. */
const BEGINNINGS: readonly (readonly [language: string, first: RegExp])[] = [
  ["yaml", /^(?:apiVersion|kind|services|version):(?:\s|$)/],
  ["json", /^[{[]\s*(?:"|$)/],
  ["dockerfile", /^FROM\s+\S+/],
  ["xml", /^<\?xml\s/],
  ["promql", /^(?:sum|avg|min|max|count|topk|rate|irate|increase|histogram_quantile)\s*(?:by\s*|without\s*)?\(/],
  ["promql", /^[a-z_:][\w:]*\{[^}]*[=~][^}]*\}/i],
];

/** What is told at any line, since no command is written so. */
const ANYWHERE: readonly (readonly [language: string, line: RegExp])[] = [
  ["bats", /^@test\s+["']/],
  [
    "sql",
    /^\s*(?:SELECT\s.+|INSERT\s+INTO\s.+|CREATE\s+(?:TABLE|DATABASE|USER|ROLE|INDEX|EXTENSION|VIEW)\s.+|UPDATE\s.+\sSET\s.+|DELETE\s+FROM\s.+|DROP\s+\w+\s.+|ALTER\s+\w+\s.+|GRANT\s.+\sTO\s.+)$/,
  ],
  // The head of a table, as kubectl and docker print it.
  ["text", /^[A-Z][A-Z0-9_()/%.-]*(?: [A-Z][A-Z0-9()]*)*(?:\s{2,}[A-Z][A-Z0-9_()/%.-]*(?: [A-Z][A-Z0-9()]*)*)+\s*$/],
];

/**
 * Tells what a sample holds that no shell runs: a file in another language, a database's commands behind those that
 * connect to it, or what a command prints.
 *
 * @param lines its lines, without those of here-documents and quotations, which may hold anything
 * @returns the first such text; undefined where there is none, or none that is known
 */
export function foreignTextOf(lines: readonly CodeLine[]): ForeignText | undefined {
  const [first] = lines;
  const shebang = /^#!\s*(?:\S*\/)?([\w.+-]+)(?:\s+(?:-\S+\s+)*([\w.+-]+))?/.exec(first?.text ?? "");
  if (first && shebang) {
    const program = ((shebang[1] === "env" ? shebang[2] : shebang[1]) ?? "").replace(/(?<![\d.])[\d.]+$/, "");
    const language = INTERPRETERS.get(program) ?? program;
    return SHELLS.test(program) ? undefined : { language, line: first, isWhole: true };
  }
  let isWhole = true;
  for (const line of lines) {
    // A comment tells nothing, and may stand above a command.
    if (line.text.trim() === "" || /^\s*#/.test(line.text)) continue;
    const known = [...(isWhole ? BEGINNINGS : []), ...ANYWHERE].find(([, pattern]) => pattern.test(line.text));
    if (known) return { language: known[0], line, isWhole };
    isWhole = false;
  }
  return undefined;
}
