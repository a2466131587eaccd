import { isMap, isScalar, isSeq, LineCounter, parse, parseDocument, visit } from "yaml";
import { validateWorkflow, type LanguageService } from "../support/language-service.ts";

/**
 * Lints a workflow, or an action: by GitHub's own language service, and by what this repository asks for besides.
 *
 * @param file its path from the top of the repository, which says which of the two it is
 * @returns a line for each mistake
 */
export async function lintWorkflow(file: string, text: string, service: LanguageService): Promise<string[]> {
  return [...(await validateWorkflow(file, text, service)), ...lintSafety(file, text)];
}

function lintSafety(file: string, text: string): string[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const lines = text.split("\n");
  const mistakes: string[] = [];
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !isScalar(value)) return;
      const { line } = lineCounter.linePos(value.range?.[0] ?? 0);
      const said = String(value.value);
      if (key.value === "uses" && !said.startsWith("./")) {
        const pinned = /^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40}$/.test(said);
        if (!pinned) mistakes.push(`${line}: ${said} is not pinned by a commit`);
        else if (!/ # v\d+\.\d+\.\d+$/.test(lines[line - 1] ?? "")) mistakes.push(`${line}: ${said} names no version`);
      }
      if (key.value === "run" && said.includes("${{"))
        mistakes.push(`${line}: an expression in a command, which could be text of a stranger`);
    },
  });
  if (!file.startsWith(".github/workflows/")) return [...mistakes, ...lintNames(text)];
  if (!document.has("permissions")) mistakes.push("1: no permissions");
  const on: unknown = document.get("on");
  const events = isMap(on) ? on.items.map(({ key }) => String(key)) : isSeq(on) ? on.items.map(String) : [String(on)];
  for (const event of ["pull_request_target", "workflow_run"])
    if (events.includes(event)) mistakes.push(`1: ${event} gives a stranger's change the rights of the repository`);
  return mistakes;
}

/** GitHub's service does not look at what an action's expressions name: what is not there is empty. */
function lintNames(text: string): string[] {
  const inputs = Object.keys((parse(text) as { inputs: object }).inputs);
  const steps = Array.from(text.matchAll(/^ +id: (\S+)$/gm), ([, id = ""]) => id);
  return text.split("\n").flatMap((line, index) => {
    const named = Array.from(line.matchAll(/\b(inputs|steps)\.([\w-]+)/g));
    const unknown = named.filter(([, context, name = ""]) => !(context === "inputs" ? inputs : steps).includes(name));
    return unknown.map(([whole]) => `${index + 1}: there is no ${whole}`);
  });
}
