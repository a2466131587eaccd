import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Keeps what this version takes and gives in test/releases/<version>/, against which test/releases.test.ts holds all later
 * versions:
 *
 *   project/       each field of descriptors, with the templates of this version, and what it builds
 *   broken/        a project with mistakes
 *   findings.json  what `check --reporter json` says of it
 *   library.ts     a use of the library
 *
 * It runs at a release, with `npm run release:version`. What is there is not overwritten: a copy is what users have.
 */

const repository = fileURLToPath(new URL("..", import.meta.url));
const fixtures = join(repository, "test/fixtures");
const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const target = join(repository, "test/releases", version);
if (existsSync(target)) {
  console.log(`test/releases/${version} is there already`);
  process.exit(0);
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, "dist/cli.js"), ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

try {
  const project = join(target, "project");
  mkdirSync(project, { recursive: true });
  for (const source of [repository, ...["everything", "pages", "published"].map((name) => join(fixtures, name))])
    for (const folder of ["images", "charts"]) {
      const from = join(source, folder);
      if (existsSync(from)) cpSync(from, join(project, folder), { recursive: true });
    }
  cpSync(join(repository, "templates"), join(project, "templates"), { recursive: true });
  cpSync(join(fixtures, "release/dhi-guides.config.yaml"), join(project, "dhi-guides.config.yaml"));
  cpSync(join(fixtures, "release/broken"), join(target, "broken"), { recursive: true });
  cpSync(join(fixtures, "release/library.ts"), join(target, "library.ts"));

  const built = run("build", "--root", project);
  if (built.status !== 0) throw new Error(`the project does not build:\n${built.stdout}${built.stderr}`);
  const checked = run("check", "--root", join(target, "broken"), "--reporter", "json");
  writeFileSync(join(target, "findings.json"), checked.stdout);
  for (const folder of ["project", "broken"])
    rmSync(join(target, folder, ".dhi-guides"), { recursive: true, force: true });
  console.log(built.stderr);
} catch (error) {
  rmSync(target, { recursive: true, force: true });
  throw error;
}
