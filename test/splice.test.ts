import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JOINED } from "../src/seams.ts";
import { splice } from "../src/splice.ts";

describe("splice", () => {
  const word = fc.stringMatching(/^[a-zé😀 ]{1,5}$/u);
  const sections = fc.array(fc.record({ text: word, joined: fc.nat(2), piece: fc.option(word, { nil: undefined }) }), {
    minLength: 1,
  });
  const spelled = (texts: readonly string[], joined: readonly number[]) => {
    const seams = texts.flatMap((_, index) => [
      String(Buffer.byteLength(texts.slice(0, index).join("--")) + (index > 0 ? 2 : 0)),
      ...Array.from({ length: joined[index] ?? 0 }, () => JOINED),
    ]);
    return { bytes: Buffer.from(`${texts.join("\n\n")}\n`), seams: seams.join(" ") };
  };

  test("puts pieces in the place of sections", () => {
    fc.assert(
      fc.property(sections, (all) => {
        const joined = all.map((section) => section.joined);
        const before = spelled(
          all.map(({ text }) => text),
          joined,
        );
        const pieces = all.flatMap(({ piece, joined: count }) => [piece, ...Array<undefined>(count)]);
        const after = spelled(
          all.map(({ text, piece }) => piece ?? text),
          joined,
        );
        expect(splice(before, pieces)).toEqual(after);
      }),
    );
  });

  test.each(["1 3", "0 2", "0 9", "3 0", "0 0", "0 x", "+ 3", "-3 3"])(
    "refuses seams where no section begins: %s",
    (seams) => {
      expect(splice({ bytes: Buffer.from("a\n\nb\n"), seams }, ["c", "d"])).toBeUndefined();
    },
  );

  test("refuses pieces of another guide", () => {
    expect(splice({ bytes: Buffer.from("a\n\nb\n"), seams: "0 3" }, ["c"])).toBeUndefined();
    expect(splice({ bytes: Buffer.from("a\n"), seams: "" }, ["c"])).toBeUndefined();
  });
});
