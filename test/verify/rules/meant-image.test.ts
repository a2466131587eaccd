import { describe, expect, test } from "vitest";
import { verifyAs } from "../small-catalog.ts";
import { bash, fence } from "./cases.ts";

describe("names the image that is meant", () => {
  test.each([
    ["by a bare tag", fence("yaml", "- image: dhi.io/example:1\n- image: redis:stack"), "dhi.io/redis-stack"],
    ["by a bare version", fence("yaml", "- image: dhi.io/example:1\n- image: redis:7-stack"), "dhi.io/redis-stack"],
    ["by a tag", bash("docker run dhi.io/example:cli"), "dhi.io/example-cli"],
    ["by a version and a tag", bash("docker run <your-namespace>/dhi-example:1.4-cli"), undefined],
    ["in docker debug", bash("docker debug <image-name>"), "dhi.io/example:<tag>"],
    ["in docker debug with options", bash("docker debug --shell bash <image>"), "dhi.io/example:<tag>"],
  ])("%s", async (_how, text, expected) => {
    const found = await verifyAs("example", text, { profile: "public" });
    const own = found.filter(({ code }) => ["image-exists", "tag-published", "generic-placeholder"].includes(code));
    expect(own.map((finding) => finding.expected)).toEqual(expected === undefined ? [] : [expected]);
  });

  test("in docker debug, from a mirror", async () => {
    const config = { profile: "mirror" as const, namespace: "acme" };
    const findings = await verifyAs("example", bash("docker debug <image-name>"), config);
    const found = findings.find(({ code }) => code === "generic-placeholder");
    expect(found?.expected).toBe("acme/dhi-example:<tag>");
  });
});
