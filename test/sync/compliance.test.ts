import { describe, expect, test } from "vitest";
import type { ComplianceClaim } from "../../src/catalog/definition.ts";
import { complianceFacts } from "../../src/sync/compliance.ts";
import { keepClaims } from "../../src/sync/keep.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

const HEAD = "name: app\ntitle: App\n";
const DEFINITIONS = {
  "debian-13/1": "variant: runtime\naccounts: { run-as: nonroot }\n",
  "debian-13/1-dev": "variant: dev\n",
};
const FIPS = { "debian-13/1-fips": "variant: runtime\nflavor: fips\n" };
const NO_CHARTS = { chartNames: undefined };

/** A file of facts says it. */
const claim = (fact: "fips" | "stig", value: boolean, origin?: string): ComplianceClaim => ({
  fact,
  value,
  source: { file: "facts.json", key: `app.${fact}`, ...(origin !== undefined && { origin }) },
});

function sync(text: string, definitions: Readonly<Record<string, string>>, ...claims: ComplianceClaim[]) {
  const image = imageOf({ ...DEFINITIONS, ...definitions });
  return syncDescriptor(HEAD + text, { ...image, compliance: [...image.compliance, ...claims] }, NO_CHARTS);
}

/** What a descriptor becomes, without its first lines; a second time, nothing changes. */
function synced(text: string, definitions: Readonly<Record<string, string>>, ...claims: ComplianceClaim[]) {
  const result = sync(text, definitions, ...claims);
  expect(result.problems).toEqual([]);
  const rest = result.text.slice(HEAD.length);
  expect(sync(rest, definitions, ...claims)).toEqual({ text: result.text, outdated: [], problems: [] });
  return rest;
}

describe("a FIPS variant is set, with its source", () => {
  const BEHIND = " # fips: image/app/debian-13/1-fips.yaml\n";

  test.each([
    ["where nothing is said of variants", "", `variants: { available: [runtime, dev, fips] }${BEHIND}`],
    [
      "beside what is said",
      "variants: { notes: A. }\n",
      `variants: { notes: A., available: [runtime, dev, fips] }${BEHIND}`,
    ],
    [
      "in a list of lines",
      "variants:\n  available:\n    - runtime # the first\n    - dev\n  notes: A.\n",
      `variants:\n  available:\n    - runtime # the first\n    - dev\n    - fips${BEHIND}  notes: A.\n`,
    ],
    [
      "in a list that goes over lines",
      "variants:\n  available: [\n    runtime,\n    dev\n  ]\n",
      `variants:\n  available: [\n    runtime,\n    dev, fips${BEHIND}  ]\n`,
    ],
    [
      "at the end of the line, whatever stands there",
      "variants: { available: [runtime, dev], notes: A. }\nargs: [a]\n",
      `variants: { available: [runtime, dev, fips], notes: A. }${BEHIND}args: [a]\n`,
    ],
    [
      "but not behind the author's comment",
      "variants: { available: [runtime, dev] } # mine\n",
      "variants: { available: [runtime, dev, fips] } # mine\n",
    ],
    [
      "and not into a text that begins on the line",
      'variants: { available: [runtime, dev], notes: "A\n  b." }\n',
      'variants: { available: [runtime, dev, fips], notes: "A\n  b." }\n',
    ],
    [
      "and not behind what may be a comment",
      "variants: { available: [runtime, dev], notes: 'A # b' }\n",
      "variants: { available: [runtime, dev, fips], notes: 'A # b' }\n",
    ],
    [
      "and nothing is written where it is there",
      "variants: { available: [fips, runtime, dev] }\n",
      "variants: { available: [fips, runtime, dev] }\n",
    ],
  ])("%s", (_, text, expected) => {
    expect(synced(text, FIPS)).toBe(expected);
  });

  test("in a descriptor that is one mapping in braces", () => {
    const image = imageOf({ ...DEFINITIONS, ...FIPS });
    const text = "{ name: app, title: App, variants: { available: [runtime, dev] } }\n";
    expect(syncDescriptor(text, image, NO_CHARTS).text).toBe(
      `{ name: app, title: App, variants: { available: [runtime, dev, fips] } }${BEHIND}`,
    );
  });

  test("and what is outdated says so", () => {
    expect(sync("variants: { notes: A. }\n", FIPS).outdated).toMatchObject([
      {
        code: "descriptor-outdated",
        message:
          "unexpected variants.available none, expected runtime, dev, fips, as is stated (image/app/debian-13/1-fips.yaml: flavor)",
      },
    ]);
  });
});

describe("a certificate for a STIG is set, with its source", () => {
  test.each([
    ["alone", "", "variants: { stig: true } # stig: export\n"],
    ["in place of what was denied", "variants:\n  stig: false\n", "variants:\n  stig: true # stig: export\n"],
    ["in quotes or not", "variants:\n  stig: 'true'\n", "variants:\n  stig: 'true'\n"],
  ])("%s", (_, text, expected) => {
    expect(synced(text, {}, claim("stig", true, "export"))).toBe(expected);
  });

  test("beside FIPS, on one line or two", () => {
    const claims = [claim("stig", true, "export"), claim("fips", true)];
    expect(synced("", {}, ...claims)).toBe(
      "variants: { available: [runtime, dev, fips], stig: true } # fips: facts.json; stig: export\n",
    );
    expect(synced("variants:\n  notes: A.\n", {}, ...claims)).toBe(
      "variants:\n  notes: A.\n  available: [runtime, dev, fips] # fips: facts.json\n  stig: true # stig: export\n",
    );
  });
});

describe("whatever a source holds, the descriptor says the same", () => {
  test.each([
    ["a number sign", "a # b #c", "a # b #c"],
    ["line breaks", "a\nports: [1]\r\n- b", "a ports: [1] - b"],
    ["other line breaks", "a\u2028b\u2029c\u0085d", "a b c d"],
    ["quotes and braces", '"a" \' } ] , : {', '"a" \' } ] , : {'],
    ["what nobody sees", "a\u200b\u202eb\u0000c\ufeff", "a b c"],
    ["half a character", "a\ud800b", "ab"],
    ["what asks somebody", "TODO: say more", "TODO: say more"],
    ["what ends a document", "--- a", "--- a"],
    ["many words", "word ".repeat(100), `${"word ".repeat(24).trim()}…`],
  ])("%s", (_, origin, shown) => {
    expect(synced("", {}, claim("stig", true, origin))).toBe(`variants: { stig: true } # stig: ${shown}\n`);
  });
});

describe("what is denied", () => {
  const no = {
    "debian-13/1": "variant: runtime\nfips-compliant: false\naccounts: { run-as: nonroot }\n",
    "debian-13/1-dev": "variant: dev\nmetadata: { fips-compliant: false }\n",
  };

  test("goes, by all definitions or by a file, and what was written of its source with it", () => {
    for (const [definitions, claims] of [
      [no, []],
      [{}, [claim("fips", false)]],
    ] as const) {
      expect(synced("variants: { available: [runtime, dev, fips] } # fips: a; b\n", definitions, ...claims)).toBe(
        "variants: { available: [runtime, dev] }\n",
      );
      expect(
        synced("variants:\n  available:\n    - fips # fips: a\n    - runtime\n    - dev\n", definitions, ...claims),
      ).toBe("variants:\n  available:\n    - runtime\n    - dev\n");
    }
    expect(
      synced(
        "variants: { available: [runtime, dev, fips], stig: true } # fips: a; stig: b\n",
        {},
        claim("stig", false),
      ),
    ).toBe("variants: { available: [runtime, dev, fips] } # fips: a\n");
    expect(synced("variants:\n  stig: true # mine\nargs: [a]\n", {}, claim("stig", false))).toBe("args: [a]\n");
  });

  test("stays where absence alone, or one of several definitions, denies it", () => {
    const text = "variants: { available: [runtime, dev, fips], stig: true }\n";
    expect(synced(text, {})).toBe(text);
    expect(synced(text, { "debian-13/1": no["debian-13/1"] })).toBe(text);
  });

  test("is no news where nobody claims it", () => {
    expect(synced("", {}, claim("fips", false), claim("stig", false))).toBe("");
    expect(synced("variants: { stig: false }\n", {}, claim("stig", false))).toBe("variants: { stig: false }\n");
  });
});

describe("sources that contradict each other", () => {
  test.each(["", "variants: { available: [runtime, dev, fips] }\n", "variants:\n  notes: A.\n"])(
    "change nothing, and are named: %j",
    (text) => {
      const result = sync(text, FIPS, claim("fips", false, "export"));
      expect(result.text).toBe(HEAD + text);
      expect(result.problems).toMatchObject([
        {
          code: "fact-contradicted",
          severity: "warning",
          message:
            "unexpected contradiction about variants.available.fips: it is so by image/app/debian-13/1-fips.yaml: flavor, and is not by export; facts.json: app.fips",
        },
      ]);
    },
  );

  test("keep no other fact from being set", () => {
    const result = sync("", FIPS, claim("fips", false), claim("stig", true));
    expect(result.text).toBe(`${HEAD}variants: { stig: true } # stig: facts.json\n`);
    expect(result.problems.map(({ code }) => code)).toEqual(["fact-contradicted"]);
  });
});

describe("keep", () => {
  test.each([
    "variants: { available: [runtime, dev] }\nkeep: { variants.available.fips: not for us, variants.stig: nor this }\n",
    "variants: { available: [runtime, dev] }\nkeep: { variants.available: our choice, variants.stig: nor this }\n",
    "keep: { variants: ours }\n",
  ])("leaves them as they are: %j", (text) => {
    expect(synced(text, FIPS, claim("stig", true))).toBe(text);
    expect(synced(text, FIPS, claim("fips", false), claim("stig", true))).toBe(text);
  });

  test("is written for what a guide claims and somebody denies, and for nothing else", () => {
    const keep = (text: string, ...claims: ComplianceClaim[]) =>
      keepClaims(HEAD + text, () => complianceFacts({ compliance: claims })).text.slice(HEAD.length);
    const text = "variants: { available: [runtime, dev, fips], stig: true }\n";
    expect(keep(text, claim("fips", false, "a\nb"), claim("stig", false))).toBe(
      `${text}keep:\n  variants.available.fips: "as published: runtime, dev, fips; stated: runtime, dev (a b; facts.json: app.fips)"\n` +
        '  variants.stig: "as published: true; stated: none (facts.json: app.stig)"\n',
    );
    expect(keep("", claim("fips", true), claim("stig", true))).toBe("");
    expect(keep("", claim("fips", false), claim("stig", false))).toBe("");
    expect(keep(text, claim("fips", false), claim("fips", true))).toBe(text);
  });

  test("is a finding where nobody says otherwise", () => {
    const text = "keep: { variants.available.fips: x, variants.stig: y }\n";
    expect(sync(text, {}).problems.map(({ code }) => code)).toEqual(["keep-unused", "keep-unused"]);
  });
});
