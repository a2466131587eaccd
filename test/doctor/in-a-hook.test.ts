import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { doctor } from "../../src/commands/doctor.ts";
import { makeProject, minimal, record } from "../support/project.ts";

test("in a hook, where git says which repository it is about, the same is found", async () => {
  const top = makeProject({
    ".github/workflows/docs.yml":
      "jobs:\n  docs:\n    steps:\n      - uses: docker-hardened-images/dhi-guides@v9.9.9\n",
    "docs/images/app.yaml": minimal("app"),
    "docs/.dhi-guides/cache.json": "{}",
  });
  execFileSync("git", ["init", "-q"], { cwd: top });
  execFileSync("git", ["add", "--force", "."], { cwd: top });
  const look = async () => {
    const context = record();
    await doctor({ root: join(top, "docs"), reporter: "json" }, context);
    return context.stdout();
  };
  const plain = await look();
  expect(plain).toContain("../.github/workflows/docs.yml");
  expect(plain).toContain(".dhi-guides/cache.json");
  // As a worktree's hook has them.
  vi.stubEnv("GIT_DIR", join(top, ".git"));
  vi.stubEnv("GIT_INDEX_FILE", join(top, ".git/index"));
  try {
    expect(await look()).toBe(plain);
  } finally {
    vi.unstubAllEnvs();
  }
});
