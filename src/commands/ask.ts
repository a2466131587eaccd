import { createInterface } from "node:readline/promises";

/**
 * Asks on the terminal.
 *
 * @param initial the answer of who just presses Enter
 * @throws a project error when the prompt is closed without one
 */
export async function ask(question: string, initial: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-D and Ctrl-C close the prompt without an answer.
  const answer = await Promise.race([
    prompt.question(`${question} (${initial}): `),
    new Promise<undefined>((resolve) => prompt.once("close", () => resolve(undefined))),
  ]);
  prompt.close();
  if (answer === undefined) throw new Cancelled();
  return answer.trim() || initial;
}

class Cancelled extends Error {
  override readonly name = "ProjectError";
  override readonly message = "cancelled, nothing was written";
}
