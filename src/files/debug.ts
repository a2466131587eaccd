import { channel } from "node:diagnostics_channel";

/**
 * What goes wrong without being an error: a cache that cannot be read only costs time. `--debug` prints it; a program that
 * uses the library can subscribe to it by the same name.
 */
export const DEBUG_CHANNEL = "dhi-guides:debug";

const debugChannel = channel(DEBUG_CHANNEL);

/**
 * Tells whoever listens.
 *
 * @param message a sentence without its end
 */
export function debug(message: string): void {
  debugChannel.publish(message);
}
