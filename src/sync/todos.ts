import type { Fact } from "./said.ts";

/**
 * What is asked of a person where nobody knows whether the image has a program of a kind.
 *
 * @param fact the shell or the package manager
 * @returns the words of a comment
 */
export function unknownTodo({ name }: Pick<Fact, "name">): string {
  const what = name === "shell" ? "shell" : "package manager";
  return `TODO: name the ${what} as { names: [...] }, or remove the line where there is none: the definitions do not tell`;
}
