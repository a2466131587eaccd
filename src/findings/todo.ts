import type { Finding } from "./finding.ts";

/** The code of what a file still asks of a person. */
export const TODO = "descriptor-todo";

const EXPECTED = "expected a person's words";

/** The message of a TODO, with what it asks for, if it says so. */
export function todoMessage(asked: string | undefined): string {
  return `${EXPECTED}${asked === undefined ? "" : `: ${asked}`}`;
}

/** What a TODO asks for: its message without what all of them have; "" where it does not say. */
export function askedOf({ message }: Pick<Finding, "message">): string {
  return message.startsWith(`${EXPECTED}: `) ? message.slice(EXPECTED.length + 2) : "";
}
