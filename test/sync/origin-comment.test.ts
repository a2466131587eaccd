import { describe, expect, test } from "vitest";
import type { ComplianceClaim } from "../../src/catalog/definition.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

/* What a comment says of where FIPS and STIG come from, when definitions come and go. */

const FIPS_9 = "image/app/debian-13/9-fips.yaml";
const DEFINITIONS = {
  "debian-13/9": "variant: runtime\naccounts: { run-as: nonroot }\n",
  "debian-13/9-fips": "variant: runtime\nflavor: fips\naccounts: { run-as: nonroot }\nstig-certified: true\n",
};

function synced(
  text: string,
  definitions: Readonly<Record<string, string>> = DEFINITIONS,
  claims: ComplianceClaim[] = [],
) {
  const image = imageOf(definitions);
  const stated = { ...image, compliance: [...image.compliance, ...claims] };
  return syncDescriptor(text, stated, { chartNames: undefined });
}

const OLD = "image/app/debian-13/8-fips.yaml";

describe("a comment that names a file which states it no more", () => {
  test.each<readonly [string, string, string]>([
    [
      "in a mapping on one line",
      `variants: { available: [runtime, fips], stig: true } # fips: ${OLD}; stig: export of 2026\n`,
      `variants: { available: [runtime, fips], stig: true } # fips: ${FIPS_9}; stig: export of 2026\n`,
    ],
    [
      "of both facts",
      `variants: { available: [runtime, fips], stig: true } # fips: ${OLD}; stig: image/app/info.yaml\n`,
      `variants: { available: [runtime, fips], stig: true } # fips: ${FIPS_9}; stig: ${FIPS_9}\n`,
    ],
    [
      "in a list of lines",
      `variants:\n  stig: true # stig: ${OLD}\n  available:\n    - runtime # mine\n    - fips # fips: ${OLD}\n`,
      `variants:\n  stig: true # stig: ${FIPS_9}\n  available:\n    - runtime # mine\n    - fips # fips: ${FIPS_9}\n`,
    ],
    [
      "of a value that changes: it is said once",
      `variants: { available: [runtime], stig: true } # fips: ${OLD}; stig: x\n`,
      `variants: { available: [runtime, fips], stig: true } # fips: ${FIPS_9}; stig: x\n`,
    ],
  ])("names another one, %s", (_, text, expected) => {
    const { text: changed, outdated, problems } = synced(text);
    expect(changed).toBe(expected);
    expect(outdated.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    expect(synced(changed)).toEqual({ text: changed, outdated: [], problems: [] });
  });

  test("is a finding at the value", () => {
    const { outdated } = synced(`variants: { available: [runtime, fips], stig: true } # fips: ${OLD}\n`);
    expect(outdated).toMatchObject([
      {
        code: "descriptor-outdated",
        message: `unexpected source of variants.available.fips, which does not state it any more, expected ${FIPS_9}`,
        place: { path: ["variants", "available"] },
      },
    ]);
  });
});

test.each<readonly [string, string]>([
  ["names a file that states it", `variants: { available: [runtime, fips], stig: true } # fips: ${FIPS_9}\n`],
  ["names it in words", "variants: { available: [runtime, fips], stig: true } # fips: export of 2025\n"],
  ["is the author's", `variants: { available: [runtime, fips], stig: true } # see ${OLD}\n`],
  ["is not there", "variants: { available: [runtime, fips], stig: true }\n"],
  [
    "is of a fact that is kept",
    `variants: { available: [runtime, fips], stig: true } # fips: ${OLD}\nkeep: { variants.available: so }\n`,
  ],
])("a comment stays that %s", (_, text) => {
  expect(synced(text)).toMatchObject({ text, outdated: [] });
});

test("a comment stays where nobody states it any more", () => {
  const text = `variants: { available: [runtime, fips], stig: true } # fips: ${OLD}; stig: ${OLD}\n`;
  const definitions = { "debian-13/9": DEFINITIONS["debian-13/9"] };
  expect(synced(text, definitions)).toMatchObject({ text, outdated: [] });
});

test("a comment names another file of two that stated it", () => {
  const text = `variants: { available: [runtime, fips] } # fips: ${FIPS_9}\n`;
  const definitions = {
    ...DEFINITIONS,
    "alpine-3.22/9-fips": "variant: runtime\nflavor: fips\naccounts: { run-as: nonroot }\n",
    "debian-13/9-fips": "variant: runtime\naccounts: { run-as: nonroot }\n",
  };
  expect(synced(text, definitions).text).toBe(text.replace("debian-13", "alpine-3.22"));
});

test.each([
  ["the sign between two", "export; stig: not of this image"],
  ["its own label", "export; fips: of 2026"],
  ["many blanks", "export   of\n2026"],
  ["more words than a comment has room for", "a long word ".repeat(30)],
])("a source is written once that has %s", (_, origin) => {
  const claims = (["fips", "stig"] as const).map((fact): ComplianceClaim => ({
    fact,
    value: true,
    source: { file: "facts.json", key: `app.${fact}`, origin },
  }));
  const definitions = { "debian-13/9": DEFINITIONS["debian-13/9"] };
  const { text } = synced("variants: { available: [runtime] }\n", definitions, claims);
  expect(text.match(/fips: /g)?.length).toBeGreaterThan(0);
  expect(synced(text, definitions, claims)).toEqual({ text, outdated: [], problems: [] });
  const gone = synced(
    text,
    definitions,
    claims.map((claim) => ({ ...claim, value: false })),
  );
  expect(gone.text).toBe("variants: { available: [runtime] }\n");
});
