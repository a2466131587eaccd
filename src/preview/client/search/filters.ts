import { make } from "../dom.ts";

/** Fills a filter with what can be chosen, by its number; a name that is "" cannot. What was chosen stays so. */
export function fillFilter(select: HTMLSelectElement, all: string, names: readonly string[]): void {
  const chosen = select.selectedOptions[0]?.text;
  const options = names.flatMap((name, number) => (name === "" ? [] : make("option", { value: String(number) }, name)));
  select.replaceChildren(make("option", { value: "" }, all), ...options);
  const again = [...select.options].find(({ text }) => text === chosen);
  if (again) again.selected = true;
  select.hidden = options.length < 2;
}

/** The number that is chosen; undefined for all. */
export function numberOf({ value }: HTMLSelectElement): number | undefined {
  return value === "" ? undefined : Number(value);
}
