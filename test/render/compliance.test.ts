import { describe, expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal, REPOSITORY } from "../support/project.ts";

/** What a guide says of variants, behind what it says of those for building. */
function said(variants: string): string {
  const root = makeProject({ "images/app.yaml": minimal("app", `variants: ${variants}`) });
  const { guides, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates` });
  expect(findings).toEqual([]);
  const [section = ""] = /(?<=build or compile applications\n)[^]*?(?=\n## )/.exec(guides[0]?.text ?? "") ?? [];
  return section.replace(/(?<!\n)\n(?!\n)/g, " ").trim();
}

const FIPS =
  "FIPS variants include `fips` in the variant name and tag. They come in both runtime and build-time variants. These " +
  "variants use cryptographic modules that have been validated under FIPS 140, a U.S. government standard for secure " +
  "cryptographic operations. For example, usage of MD5 fails in FIPS variants.";
const STIG =
  "certified against a Security Technical Implementation Guide (STIG), a configuration standard of the U.S. Defense " +
  "Information Systems Agency (DISA); an attestation holds the result of the scan.";

describe("a guide says", () => {
  test.each([
    ["nothing of what is not stated", "{ available: [runtime, dev] }", ""],
    ["nothing of what is not so", "{ stig: false }", ""],
    ["what FIPS variants are", "{ available: [runtime, dev, fips] }", FIPS],
    ["of STIG, behind it", "{ available: [runtime, dev, fips], stig: true }", `${FIPS} The image is also ${STIG}`],
    ["of STIG alone", "{ stig: true }", `The image is ${STIG}`],
    [
      "in the author's words what differs in FIPS variants",
      "{ available: [runtime, dev, fips], fipsNotes: They need a license. }",
      `${FIPS}\n\nThey need a license.`,
    ],
    [
      "each in its order",
      "{ available: [runtime, dev, fips], stig: true, fipsNotes: '- None on Alpine', flavors: [fpm] }",
      `${FIPS} The image is also ${STIG}\n\n- None on Alpine\n\nVariants of a flavor have its name in their tag: \`fpm\`.`,
    ],
  ])("%s", (_, variants, text) => {
    expect(said(variants)).toBe(text);
  });
});
