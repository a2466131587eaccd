import type { Command } from "commander";
import type { CommandContext, ExitStatus } from "../context.ts";

/* What the definitions of commands share: a command's arguments, options and examples, and what it calls. */

/** Takes how a command ended. */
export type Exit = (status: ExitStatus) => void;

/** Adds a command to the program. */
export type Add = (program: Command, context: CommandContext, exit: Exit) => void;

/** What names of guides are, for who reads the help. */
export const NAMES =
  "the guides by names, as their descriptors are called: redis is an image and a chart, chart/redis the chart; all where left out";
