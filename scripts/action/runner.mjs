import { appendFileSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/* What the steps of the action know of the runner. They use Node's own modules alone: the action is checked out as it is. */

/** An input or a variable of the runner; undefined where it is empty, as an input that was left out is. */
export function variable(name) {
  return process.env[name] || undefined;
}

/** The project's folder. */
export function projectRoot() {
  return resolve(variable("GITHUB_WORKSPACE") ?? ".", variable("DHI_ROOT") ?? ".");
}

/**
 * The dhi-guides that the project has installed.
 *
 * @returns its version and its command; undefined where there is none
 */
export function findInstalled(root) {
  try {
    // As Node finds it for a file of the project: in node_modules of its folder or of one above it.
    const require = createRequire(pathToFileURL(join(realpathSync(root), "package.json")));
    const manifest = require.resolve("dhi-guides/package.json");
    const { version, bin } = JSON.parse(readFileSync(manifest, "utf8"));
    return { version: String(version), command: resolve(manifest, "..", bin["dhi-guides"]) };
  } catch {
    return undefined;
  }
}

/** The event that the workflow runs for. */
export function readEvent() {
  const path = variable("GITHUB_EVENT_PATH");
  return path === undefined ? {} : JSON.parse(readFileSync(path, "utf8"));
}

/** Sets an output of the step. */
export function setOutput(name, value) {
  const file = variable("GITHUB_OUTPUT");
  // A delimiter that no value can foresee.
  const end = randomUUID();
  if (file !== undefined) appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/** Prints an annotation. */
export function annotate(severity, message) {
  const data = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::${severity} title=dhi-guides::${data}\n`);
}

/** A text as code in Markdown, whatever it says. */
export function code(text) {
  const plain = text.replace(/\s+/g, " ");
  return `<code>${plain.replace(/[^a-z0-9 .,/-]/giu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}
