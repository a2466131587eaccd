import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support/project.ts";
import { reportOf, repositoryOf } from "./repository.ts";

const REPLAY = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "replay");

test.skipIf(!existsSync(REPLAY))(
  "the change of the registry policy fits on two screens and says what happened",
  async () => {
    const root = repositoryOf(join(REPLAY, "before"), ".");
    cpSync(join(REPLAY, "after"), root, { recursive: true });
    const report = await reportOf(root);
    expect(report.length).toBeLessThan(65_536);
    const [, first = ""] = report.split("### Changes, each once");
    expect(first.trimStart()).toMatch(
      /^\*\*In \d+ pages, \d+ times\*\*\n```diff\n- <your-namespace>\/dhi-\n\+ dhi\.io\/\n```/,
    );
    let depth = 0;
    const shown = report.split("\n").filter((line) => {
      if (line.startsWith("<details>")) depth += 1;
      const isShown = depth === 0 || (depth === 1 && line.startsWith("<details>"));
      if (line === "</details>") depth -= 1;
      return isShown && line !== "";
    });
    expect(shown.length).toBeLessThanOrEqual(100);
  },
);
