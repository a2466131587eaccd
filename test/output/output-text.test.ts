import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { OutputEncoder } from "../../src/output/output-text.ts";

test("one text after the other is encoded and hashed, whatever came before it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { minLength: 1, maxLength: 6 }), (texts) => {
      const encoder = new OutputEncoder();
      for (const text of texts) {
        const { bytes, hash } = encoder.encode(text);
        expect(Buffer.from(bytes).equals(Buffer.from(text))).toBe(true);
        expect(hash).toBe(createHash("sha256").update(text).digest("hex"));
      }
    }),
  );
});
