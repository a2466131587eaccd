import { createRequire } from "node:module";
import { expect } from "vitest";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Result {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/**
 * What axe finds in a page.
 *
 * @param within a selector, where a part is looked at
 */
export async function allProblems(page: Page, within = "html"): Promise<readonly string[]> {
  return (await violationsOf(page, within)).map(describe);
}

/** What axe finds in a page that keeps people from reading it. */
export async function seriousProblems(page: Page): Promise<readonly string[]> {
  const violations = await violationsOf(page, "html");
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(describe);
}

async function violationsOf(page: Page, within: string): Promise<Result["violations"]> {
  await page.addScriptTag({ path: AXE });
  const run = `axe.run(${JSON.stringify(within)}, { preload: false })`;
  const { passes, violations } = (await page.evaluate(run)) as Result;
  // It has looked.
  expect(passes.length).toBeGreaterThan(5);
  return violations;
}

function describe({ id, nodes }: Result["violations"][number]): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`;
}
