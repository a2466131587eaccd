import { createHash } from "node:crypto";
import packageJson from "../../package.json" with { type: "json" };
import type { Finding } from "../findings/finding.ts";
import { commandLine } from "../package.ts";

/*
 * Copies of the package's templates. A copy's last line says which text it was made from, so that a later version of the
 * package can tell that its own has changed since. It stands last so that no line of the copy has another number.
 */

/** `{{!-- @copied dhi-guides 0.1.0 sha256:0123456789abcdef --}}`, on a line of its own, wherever a person moved it. */
const MARK =
  /^[ \t]*\{\{~?!--\s*@copied[ \t]+dhi-guides[ \t]+(\S+)[ \t]+sha256:([0-9a-f]{16})[ \t]*(?:--)?~?\}\}[ \t]*(?:\n|$)/m;

/**
 * Makes the text of a copy.
 *
 * @param packaged what the package's template says now
 * @param text what the copy is to say; its mark is replaced
 * @returns the text with its mark
 */
export function markedCopy(packaged: string, text: string = packaged): string {
  const mark = `{{!-- @copied dhi-guides ${packageJson.version} sha256:${hashOf(packaged)} --}}\n`;
  return withoutMark(text).replace(/(?<!\n)$/, "\n") + mark;
}

/**
 * What a copy says.
 *
 * @param text the copy's text
 * @returns it without its mark
 */
export function withoutMark(text: string): string {
  return text.replace(MARK, "");
}

/** How a template of the project stands to that of the package which it replaces. */
export type CopyState =
  | { readonly kind: "unchanged" }
  /** The package's has changed since; whether the copy ever was anything else than a copy. */
  | { readonly kind: "behind"; readonly version: string; readonly isEdited: boolean }
  /** It says something else, as it should; or nobody can tell which version it was made from. */
  | { readonly kind: "own" };

/**
 * Compares a template of the project with that of the package.
 *
 * @param text the project's
 * @param packaged the package's
 */
export function copyState(text: string, packaged: string): CopyState {
  const said = withoutMark(text);
  if (said.trimEnd() === packaged.trimEnd()) return { kind: "unchanged" };
  const [, version = "", hash] = MARK.exec(text) ?? [];
  if (hash === undefined || hash === hashOf(packaged)) return { kind: "own" };
  return { kind: "behind", version, isEdited: hashOf(said) !== hash };
}

/**
 * What is to be said of a copy.
 *
 * @param file as findings name it: `templates/partials/start.hbs`
 * @param state how it stands to the package's
 * @returns a warning; undefined for a template that says something of its own
 */
export function copyFinding(file: string, state: CopyState): Finding | undefined {
  if (state.kind === "own") return undefined;
  const at = { severity: "warning", file, line: 1, column: 1 } as const;
  if (state.kind === "unchanged")
    return {
      ...at,
      code: "template-copy-unchanged",
      message: "unexpected copy that says what the package's template says, expected a change",
      fix: "edit it, or remove it, so that pages follow the package",
    };
  const { version, isEdited } = state;
  const name = file.replace(/^templates\//, "").replace(/\.hbs$/, "");
  return {
    ...at,
    code: "template-copy-behind",
    message: `unexpected copy of the template of dhi-guides ${version}, which has changed since`,
    fix: isEdited
      ? `${commandLine(`templates diff ${name}`)} shows where they differ; ` +
        `${commandLine(`templates accept ${name}`)} says that the copy is meant as it is`
      : "remove it: it says nothing of its own",
  };
}

/** Ends of lines and blanks at the end are no change. */
function hashOf(text: string): string {
  return createHash("sha256").update(text.trimEnd()).digest("hex").slice(0, 16);
}
