import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outputText } from "../../src/output/compare-output.ts";

test("a text is encoded and hashed", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { minLength: 1, maxLength: 6 }), (texts) => {
      for (const text of texts) {
        const { bytes, hash } = outputText(text);
        expect(Buffer.from(bytes).equals(Buffer.from(text))).toBe(true);
        expect(hash).toBe(createHash("sha256").update(text).digest("hex"));
      }
    }),
  );
});
