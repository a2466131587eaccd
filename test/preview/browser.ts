import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Debian's Chromium without a window does the same in half of the time as the one with all that a desktop needs. */
const EXECUTABLES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = EXECUTABLES.find((path) => existsSync(path));

/** Whether browser tests are skipped: there is no Chromium here. In CI there must be one. */
export const isWithoutBrowser = executablePath === undefined && process.env["CI"] !== "true";

if (isWithoutBrowser)
  console.warn(
    `skipped: tests in a browser need ${EXECUTABLES.join(" or ")} (apt-get install chromium-headless-shell)`,
  );

/** Starts Chromium; it looks for no updates and asks no other host for anything. */
export function launch(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(`there is no ${EXECUTABLES.join(" or ")}`);
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
