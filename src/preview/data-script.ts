/**
 * Data as a script (client/scripts.ts): a page that is opened from a file can load nothing else.
 *
 * @param data anything that JSON can say
 */
export function dataScript(data: unknown): string {
  return `dhiData(${JSON.stringify(data)});\n`;
}
