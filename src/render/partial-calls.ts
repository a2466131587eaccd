import type { Finding } from "../findings/finding.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/**
 * Whether a template is one of some, or calls one of them, by whatever way.
 *
 * @param template the template
 * @param files the files that are looked for; a partial that does not exist counts as one
 * @param partials all partials, by name
 * @param seen the files that were looked at already
 * @returns whether one was met
 */
export function reaches(
  template: ParsedTemplate,
  files: ReadonlySet<string>,
  partials: ReadonlyMap<string, ParsedTemplate>,
  seen = new Set<string>(),
): boolean {
  if (files.has(template.file)) return true;
  if (seen.has(template.file)) return false;
  seen.add(template.file);
  return calledPartials(template.program).some(({ name }) => {
    const partial = partials.get(name);
    return !partial || reaches(partial, files, partials, seen);
  });
}

/**
 * Looks for partials that call themselves, by whatever way: they would never end.
 *
 * @param partials all partials, by name
 * @returns a finding for each
 */
export function findCycles(partials: ReadonlyMap<string, ParsedTemplate>): Finding[] {
  const findings: Finding[] = [];
  for (const start of partials.values()) {
    const seen = new Set<string>();
    const queue = calledPartials(start.program).map((call) => ({ ...call, first: call.node }));
    for (let call = queue.pop(); call; call = queue.pop()) {
      if (call.name === start.name) {
        const { line, column } = call.first.loc.start;
        const message = `unexpected cycle: ${start.name} calls itself`;
        findings.push({
          code: "template-cycle",
          severity: "error",
          file: start.file,
          line,
          column: column + 1,
          message,
        });
        break;
      }
      if (seen.has(call.name)) continue;
      seen.add(call.name);
      const { first } = call;
      queue.push(...calledPartials(partials.get(call.name)?.program).map((inner) => ({ ...inner, first })));
    }
  }
  return findings;
}

/**
 * Whether a template names something of the model, or one does that it calls, by whatever way.
 *
 * @param template the template
 * @param name what is looked for
 * @param partials all partials, by name
 * @param seen the files that were looked at already
 * @returns whether it is named
 */
export function mentions(
  template: ParsedTemplate | undefined,
  name: string,
  partials: ReadonlyMap<string, ParsedTemplate>,
  seen = new Set<string>(),
): boolean {
  if (!template || seen.has(template.file)) return false;
  seen.add(template.file);
  return (
    names(template.program, name) ||
    calledPartials(template.program).some((call) => mentions(partials.get(call.name), name, partials, seen))
  );
}

/** Whether a piece of a template names something of the model: a path leads through it. */
function names(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((child) => names(child, name));
  if (typeof node !== "object" || node === null) return false;
  const { type, parts } = node as Partial<hbs.AST.PathExpression>;
  if (type === "PathExpression" && parts?.includes(name) === true) return true;
  return Object.values(node).some((child) => names(child, name));
}

/** A section that a partial words, and those within. */
export interface CalledPartial {
  readonly partial: string;
  readonly children: readonly CalledPartial[];
}

/**
 * The names whose values a layout's partials may print, in whatever branch; what only a condition asks for is none.
 *
 * @param calls the layout's sections
 * @param partials all partials, by name
 * @returns the names as templates write them: `overview.about`
 */
export function printedNames(
  calls: readonly CalledPartial[],
  partials: ReadonlyMap<string, ParsedTemplate>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visitPartial = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const { program } = partials.get(name) ?? {};
    visit(program);
    for (const call of calledPartials(program)) visitPartial(call.name);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const { type, path, original } = node as { type?: string; path?: hbs.AST.PathExpression; original?: string };
    if (type === "PathExpression" && original !== undefined) found.add(original);
    const isCondition = type === "BlockStatement" && (path?.original === "if" || path?.original === "unless");
    for (const [key, child] of Object.entries(node)) if (!isCondition || key !== "params") visit(child);
  };
  const visitCall = ({ partial, children }: CalledPartial): void => {
    visitPartial(partial);
    children.forEach(visitCall);
  };
  calls.forEach(visitCall);
  return found;
}

/**
 * The names that a template uses, whatever for: as it writes them, those of partials left out.
 *
 * @param program the template
 * @returns paths, and words of the vocabulary among them
 */
export function usedNames(program: hbs.AST.Program): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const { type, original } = node as { type?: string; original?: string };
    if (type === "PathExpression" && original !== undefined) found.add(original);
    const isCall = type === "PartialStatement" || type === "PartialBlockStatement";
    for (const [key, child] of Object.entries(node)) if (!isCall || key !== "name") visit(child);
  };
  visit(program);
  return found;
}

/**
 * The partials that a template calls itself.
 *
 * @param program the template, or a block of one
 * @returns each call, in the order of the text
 */
export function calledPartials(program: hbs.AST.Program | undefined): { name: string; node: hbs.AST.Node }[] {
  return (program?.body ?? []).flatMap((node) => {
    const { name, program: inner, inverse } = node as hbs.AST.PartialBlockStatement & { inverse?: hbs.AST.Program };
    const isCall = node.type === "PartialStatement" || node.type === "PartialBlockStatement";
    const own = isCall ? [{ name: (name as hbs.AST.PathExpression).original, node }] : [];
    return [...own, ...calledPartials(inner), ...calledPartials(inverse)];
  });
}
