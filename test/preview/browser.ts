import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const EXECUTABLE = "/usr/bin/chromium";

/** Whether browser tests are skipped: there is no Chromium here. In CI there must be one. */
export const isWithoutBrowser = !existsSync(EXECUTABLE) && process.env["CI"] !== "true";

if (isWithoutBrowser)
  console.warn(`skipped: the preview's browser tests need ${EXECUTABLE} (apt-get install chromium)`);

/** Starts Chromium; it looks for no updates and asks no other host for anything. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
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
