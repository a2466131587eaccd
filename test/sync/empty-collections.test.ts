import { describe, expect, test } from "vitest";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

/* Facts are written into collections that are empty. */

const IMAGE = imageOf({
  "debian-13/1":
    "variant: runtime\nfips-compliant: true\nstig-certified: true\nenvironment: { APP_A: b }\nports: [80]\n",
});
const FACTS = "user: root\n";
const VARIANTS = "{ available: [runtime, fips], stig: true }";
const FROM = "# fips: image/app/debian-13/1.yaml; stig: image/app/debian-13/1.yaml";

const sync = (text: string) => syncDescriptor(text, IMAGE, { chartNames: undefined });

describe("an empty collection", () => {
  test.each([
    ["variants: {}\n", `variants: ${VARIANTS} ${FROM}\n`],
    ["variants: {} # mine\n", `variants: ${VARIANTS} # mine\n`],
    ["variants:\n  {}\n", `variants:\n  ${VARIANTS} ${FROM}\n`],
    ["variants: {\n}\n", `variants: ${VARIANTS} ${FROM}\n`],
    ["variants: { available: [] }\n", `variants: ${VARIANTS} ${FROM}\n`],
    ["env: [] # none\n", "env: [{ name: APP_A, default: b }] # none\n"],
    ["ports: []\n", "ports: [80/tcp]\n"],
  ])("is filled: %j", (text, expected) => {
    const { text: changed, problems } = sync(FACTS + text);
    expect(problems).toEqual([]);
    expect(changed).toContain(expected);
    expect(sync(changed)).toEqual({ text: changed, outdated: [], problems: [] });
  });

  test("with a comment in it is left to its author", () => {
    const text = `${FACTS}variants: { # none yet\n}\n`;
    expect(sync(text)).toMatchObject({ text, problems: [{ code: "sync-failed" }] });
  });
});
