import { namesOf } from "../../search/words.ts";

/** So many words are looked for, and so many may stand together for one name. */
const MOST = 12;
const TOGETHER = 4;

/** What joins the words of a question. */
const FILLERS = new Set(
  "a an and are be between by can do does for from how i in is it my of on or the there this to what when where which why with".split(
    " ",
  ),
);

/** The words that are asked for, as they are typed; those that only join others, where there are no others. */
export function askedIn(typed: string): readonly string[] {
  const all = [...new Set(namesOf(typed))];
  const telling = all.filter((word) => !FILLERS.has(word));
  return (telling.length > 0 ? telling : all).slice(0, MOST);
}

/** The names that neighbours may stand for, `node-exporter` for `node exporter`: all that begin with the first. */
export function runsIn(asked: readonly string[]): readonly string[] {
  const counts = Array.from({ length: TOGETHER - 1 }, (_, index) => TOGETHER - index);
  return counts.filter((count) => count <= asked.length).map((count) => asked.slice(0, count).join("-"));
}

/** Puts neighbours together that stand for one name, as many as can be. */
export function joinNames(asked: readonly string[], isOneName: (run: string) => boolean): readonly string[] {
  const [first] = asked;
  if (first === undefined) return [];
  const runs = runsIn(asked);
  const at = runs.findIndex(isOneName);
  const count = at === -1 ? 1 : runs.length + 1 - at;
  return [runs[at] ?? first, ...joinNames(asked.slice(count), isOneName)];
}

/** What a word may be the plural of. */
export function singularsOf(word: string): readonly string[] {
  if (word.length <= 3 || !word.endsWith("s")) return [];
  return [word.slice(0, -1), word.replace(/ies$/, "y"), word.replace(/es$/, "")];
}
