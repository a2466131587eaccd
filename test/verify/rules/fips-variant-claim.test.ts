import { testRule } from "./cases.ts";

testRule("fips-variant-claim", {
  errors: [
    ["none", "sealed", "There are no FIPS variants.\n", 1],
    ["none as code", "sealed", "No `fips` tags are published.\n", 1],
    ["none for building either", "sealed", "There are no FIPS-compliant or `dev` images.\n", 1],
    ["one of several", "sealed", "There are no `dev` or `fips` tagged images available.\n", 1],
    ["the first of several", "sealed", "No `fips`, `compat`, or `dev` tags are published.\n", 1],
    ["by its name", "sealed", "`dhi/sealed` does **not** offer a FIPS variant.\n", 1],
    ["not offered", "sealed", "The image does not offer a FIPS variant.\n", 1],
    ["not published", "sealed", "FIPS variants are not currently published for this image.\n", 1],
    ["not available", "sealed", "> - FIPS 140-3 validated images aren't available yet.\n", 1],
    ["in a cell", "sealed", "| Item | X |\n| --- | --- |\n| Compliance | No FIPS variant |\n", 3],
  ],
  misses: [
    ["where nobody states that there are", "example", "There are no FIPS variants.\n"],
    ["that there are", "sealed", "There are FIPS variants.\n"],
    ["of one distribution", "sealed", "There are no FIPS variants on Alpine.\n"],
    ["of one flavor", "sealed", "The flavor `sfw` has no FIPS variants.\n"],
    ["of one variant", "sealed", "The compat variant has no FIPS tags.\n"],
    ["those for building alone", "sealed", "There are no FIPS dev variants and no dev FIPS variants.\n"],
    ["of one version", "sealed", "There are no FIPS variants before version 2.\n"],
    ["upstream's", "sealed", "The upstream project has no FIPS images.\n"],
    ["a condition", "sealed", "If there are no FIPS variants, mirror the image.\n"],
    ["what FIPS forbids", "sealed", "MD5 is not allowed in FIPS mode.\n"],
    ["what they lack", "sealed", "There is no shell in FIPS variants.\n"],
    ["a word that begins so", "sealed", "There are no fipster images.\n"],
  ],
});
