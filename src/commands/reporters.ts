import { type Command, InvalidArgumentError } from "commander";

/* `--reporter` may be given several times: once for the terminal, and for as many files as one likes. */

/** How findings are printed. */
export const REPORTERS = ["pretty", "json", "github", "sarif", "markdown", "junit"] as const;

export type Reporter = (typeof REPORTERS)[number];

/** A file that gets the findings besides. */
export interface ReportFile {
  readonly reporter: Reporter;
  /** Relative to the current folder. */
  readonly file: string;
}

/** One `--reporter`: without a file, it is for the terminal. */
type Chosen = Pick<ReportFile, "reporter"> & Partial<ReportFile>;

/**
 * Reads one `--reporter`, after those before it.
 *
 * @param text `sarif`, or `sarif=FILE`
 * @param before what was read; commander gives the default where there is none
 * @throws InvalidArgumentError where there is no such reporter, or two want one place
 */
export function parseReporter(text: string, before: unknown): readonly Chosen[] {
  const [name = "", ...rest] = text.split("=");
  const reporter = REPORTERS.find((each) => each === name);
  if (!reporter) throw new InvalidArgumentError(`Allowed choices are ${REPORTERS.join(", ")}.`);
  const file = rest.length > 0 ? rest.join("=") : undefined;
  if (file === "") throw new InvalidArgumentError(`expected a file after ${name}=`);
  const others: readonly Chosen[] = Array.isArray(before) ? before : [];
  const rival = others.find((each) => each.file === file);
  if (rival)
    throw new InvalidArgumentError(
      file === undefined
        ? `${rival.reporter} is printed already: give one of the two a file, ${name}=FILE`
        : `${rival.reporter} writes ${file} already`,
    );
  return [...others, { reporter, ...(file !== undefined && { file }) }];
}

/** Gives commands what they expect, before they run: the reporter for the terminal, and the files. */
export function splitReporters(command: Command): void {
  const chosen: unknown = command.getOptionValue("reporter");
  if (!Array.isArray(chosen)) return;
  const all = chosen as readonly Chosen[];
  command.setOptionValue("reporter", all.find(({ file }) => file === undefined)?.reporter ?? "pretty");
  command.setOptionValue(
    "reports",
    all.filter(({ file }) => file !== undefined),
  );
}
