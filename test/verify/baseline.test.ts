import { describe, expect, test } from "vitest";
import { formatBaseline, makeBaseline, parseBaseline, withoutBaseline } from "../../src/verify/baseline.ts";
import { verifyAs } from "./small-catalog.ts";

const verify = (text: string) => verifyAs("example", `Use dev: 8080, 9090.\n\n${text}`);

describe("a baseline", () => {
  test("leaves out what it holds, wherever the lines have moved", async () => {
    const baseline = makeBaseline(await verify("Set <tag>.\n"));
    expect(withoutBaseline(await verify("More text.\n\nSet <tag>.\n"), baseline)).toEqual([]);
  });

  test("leaves in one more of the same", async () => {
    const baseline = makeBaseline(await verify("Set <tag>.\n"));
    const left = withoutBaseline(await verify("Set <tag>.\n\nSet <tag>.\n"), baseline);
    expect(left.map(({ line }) => line)).toEqual([5]);
  });

  test("leaves in what is new", async () => {
    const baseline = makeBaseline(await verify("Set <tag>.\n"));
    const left = withoutBaseline(await verify("Set <tag> and <name>.\n"), baseline);
    expect(left.map(({ message }) => message)).toEqual([expect.stringContaining("<name>")]);
  });

  test("does not depend on which definition says so first", async () => {
    const [finding] = await verifyAs("shelly", "The compat and runtime images have no shell.\n");
    const moved = { ...finding!, message: finding!.message.replace("debian-13/2.yaml", "debian-14/3.yaml") };
    expect(moved.message).not.toBe(finding!.message);
    expect(withoutBaseline([moved], makeBaseline([finding!]))).toEqual([]);
  });

  test("is written sorted, and read as written", async () => {
    const findings = await verify("Set <name>, then <tag>.\n");
    const text = formatBaseline(makeBaseline(findings.toReversed()));
    expect(text).toBe(formatBaseline(makeBaseline(findings)));
    expect(parseBaseline(text)).toEqual(makeBaseline(findings));
  });

  test.each(["", "[]", '{"a": 1}', '{"a": {"b": "c"}}'])("is not %j", (text) => {
    expect(() => parseBaseline(text)).toThrow(SyntaxError);
  });
});
