import type { CodeBlock, CodeLine } from "./code-blocks.ts";
import { type HereDocument, isShellBlock, type ShellCommand, shellScriptOf } from "./shell-script.ts";

/** Which language a file has, by its name. */
const LANGUAGES: readonly (readonly [language: string, file: RegExp])[] = [
  ["yaml", /\.ya?ml$/i],
  ["json", /\.json$/i],
  ["dockerfile", /(?:^|\/)(?:Docker|Container)file(?:\.[\w.-]+)?$|\.(?:docker|container)file$/i],
  ["xml", /\.xml$/i],
];

/** Commands that read a file in YAML or a Dockerfile from what is handed to them. */
const READERS: readonly (readonly [language: string, command: RegExp])[] = [
  ["yaml", /^kubectl\b.*\s(?:-f\s*-|--filename[= ]-)(?:\s|$)/],
  ["yaml", /^(?:docker(?:\s+compose|-compose)|docker\s+stack)\b.*\s(?:-[fc]\s*-|--(?:file|compose-file)[= ]-)(?:\s|$)/],
  ["yaml", /^helm\b.*\s(?:-f\s*-|--values[= ]-)(?:\s|$)/],
  ["dockerfile", /^(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b.*\s(?:-f\s*-|--file[= ]-|-$)/],
];

/** A sample within another: the file that a here-document writes or hands to a command. */
export interface EmbeddedSample extends CodeBlock {
  /** Whether the shell replaces `$VARIABLE` in it, so that who reads the file never sees one. */
  readonly isExpanded: boolean;
}

/** Whether a block is the body of a here-document in which the shell replaces variables. */
export function isExpanded(block: CodeBlock): boolean {
  return "isExpanded" in block && block.isExpanded === true;
}

/**
 * Lists the files in here-documents of shell samples whose language the target tells: `cat > x.yaml <<EOF`,
 * `kubectl apply -f - <<EOF`, `tee Dockerfile <<'EOF'`. One that nothing closes is none.
 *
 * @param code the code blocks of a guide
 */
export function embeddedSamplesOf(code: readonly CodeBlock[]): EmbeddedSample[] {
  return code
    .filter((block) => block.value.includes("<<") && isShellBlock(block))
    .flatMap((block) => shellScriptOf(block).commands)
    .flatMap((command) => {
      const document = command.hereDocuments.at(-1);
      const lang = languageOf(command);
      return document?.isClosed && lang !== undefined ? (sampleOf(document, lang) ?? []) : [];
    });
}

function languageOf({ words, outputs, pipedTo }: ShellCommand): string | undefined {
  for (const command of [pipedTo, words].map((each) => each.map(({ text }) => text))) {
    const start = command.findIndex((word) => !/^(?:sudo|exec|time|\w+=.*)$/.test(word));
    const called = start === -1 ? [] : command.slice(start);
    const files = called[0] === "tee" ? called.slice(1).filter((word) => !word.startsWith("-")) : outputs;
    const [language] =
      LANGUAGES.find(([, file]) => files.some((name) => file.test(name))) ??
      READERS.find(([, reader]) => reader.test(called.join(" "))) ??
      [];
    if (language !== undefined) return language;
  }
  return undefined;
}

function sampleOf({ lines: written, isQuoted, isIndented }: HereDocument, lang: string): EmbeddedSample | undefined {
  const lines = isIndented ? written.map(withoutTabs) : written;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return undefined;
  const text = lines.map((line) => line.text).join("\n");
  const value = isQuoted ? text : maskExpansions(text);
  // YAML that is written to a file of this name is read by what reads both.
  if (lang === "json" && !/^\s*[{[]/.test(value)) return undefined;
  const values = value.split("\n");
  return {
    lang,
    fenced: true,
    closed: true,
    value,
    lines: lines.map(({ offset }, index) => ({ text: values[index] ?? "", offset })),
    start: first.offset,
    end: last.offset + last.text.length,
    isExpanded: !isQuoted,
  };
}

function withoutTabs({ text, offset }: CodeLine): CodeLine {
  const tabs = /^\t*/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(tabs), offset: offset + tabs };
}

/** What the shell replaces and what no other language can hold as it stands; `$TAG` and `${TAG}` are like any word. */
const EXPANSION = /\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|(?<!\\)`[^`]*`|\$\{\w+[^\w}][^}]*\}/g;

/**
 * Replaces what the shell would by words of the same length. What stands for whole lines becomes a comment, since
 * nobody knows it.
 */
function maskExpansions(text: string): string {
  return text
    .replace(/\\(?=[$`\\])/g, " ")
    .replace(EXPANSION, (match, at: number) => (text[at - 1] === "\\" ? match : match.replace(/[^\n]/g, "x")))
    .replace(/^[ \t]*(?:\$\w+|\$\{\w+\}|x{3,})[ \t]*$/gm, (line) => line.replace(/\S/, "#"));
}
