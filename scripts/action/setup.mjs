import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annotate, findInstalled, projectRoot, setOutput, variable } from "./runner.mjs";

/* The first step: the project has a dhi-guides, and of the action's version. The scripts know its commands. */

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const installed = findInstalled(projectRoot());

const work = mkdtempSync(join(variable("RUNNER_TEMP") ?? tmpdir(), "dhi-guides-"));
setOutput("work", work);
if (installed === undefined)
  refuse(
    `dhi-guides is not installed in ${variable("DHI_ROOT") ?? "."}: run \`npm ci\` before this action, and, where ` +
      `package.json does not name it, \`npm install --save-dev dhi-guides@${version}\``,
  );
else if (installed.version !== version)
  refuse(
    `this action is version ${version}, but the project has dhi-guides ${installed.version}: ` +
      `run \`npm install --save-dev dhi-guides@${version}\`, or use docker-hardened-images/dhi-guides@v${installed.version}`,
  );
else process.stdout.write(`dhi-guides ${version}\n`);

function refuse(reason) {
  annotate("error", reason);
  writeFileSync(join(work, "refused.txt"), reason);
  process.exitCode = 1;
}
