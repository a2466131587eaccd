import { readBytes, readText } from "../../files/read-text.ts";
import type { Problem } from "../../findings/problem.ts";
import type { Logo, LookFile } from "./look.ts";

/** An SVG stands in each page. */
const MOST = 32 * 1024;

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/**
 * Reads a logo.
 *
 * @param file what the settings call it
 * @param path where it is
 * @returns the logo, with the file that pages load for it, if any; or why there is none
 */
export function readLogo(
  file: string,
  path: string,
): { readonly logo: Logo; readonly file?: readonly [string, LookFile] } | { readonly problem: Problem } {
  return file.endsWith(".svg") ? readSvg(path) : readPng(path);
}

function readSvg(path: string): ReturnType<typeof readLogo> {
  const read = readText(path);
  if ("problem" in read) return read;
  if (!/<svg[\s>/]/.test(read.text)) return wrong("unexpected content, expected an SVG");
  const bytes = Buffer.from(read.text);
  if (bytes.length > MOST) return wrong(`unexpected size of ${bytes.length} bytes, expected at most ${MOST}`);
  return { logo: { source: { data: `data:image/svg+xml;base64,${bytes.toString("base64")}` }, size: undefined } };
}

function readPng(path: string): ReturnType<typeof readLogo> {
  const read = readBytes(path);
  if ("problem" in read) return read;
  const { bytes } = read;
  if (bytes.length < 24 || !bytes.subarray(0, PNG.length).equals(PNG))
    return wrong("unexpected content, expected a PNG");
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return { logo: { source: { asset: "logo.png" }, size }, file: ["logo.png", { type: "image/png", content: bytes }] };
}

function wrong(message: string): { readonly problem: Problem } {
  return { problem: { code: "config-value", severity: "error", message, place: { line: 1, column: 1 } } };
}
