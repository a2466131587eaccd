import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/verify/config.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { smallCatalog, verifyAs } from "./small-catalog.ts";

const codes = async (text: string) =>
  (await verifyAs("example", `Use dev variants: 8080, 9090.\n\n${text}`)).map(({ code, line }) => `${line} ${code}`);

describe("a suppression in a guide", () => {
  test("accepts a rule's findings in the next block alone", async () => {
    const text =
      "<!-- dhi-guides-disable visible-placeholder: shown by our reader -->\n\nSet <tag> and\n<tag>.\n\nSet <tag>.\n";
    expect(await codes(text)).toEqual(["8 visible-placeholder"]);
  });

  test("accepts nothing of another rule", async () => {
    const text = "<!-- dhi-guides-disable visible-placeholder: shown -->\n\nSet <tag>, see [x](y.md).\n";
    expect(await codes(text)).toEqual(["5 relative-link"]);
  });

  test("accepts several rules", async () => {
    const text = "<!-- dhi-guides-disable visible-placeholder, relative-link: ours -->\n\nSet <tag>, see [x](y.md).\n";
    expect(await codes(text)).toEqual([]);
  });

  test("stands in front of a code block in a list item", async () => {
    const text =
      "1. Do:\n\n   <!-- dhi-guides-disable generic-placeholder: any image -->\n\n   ```bash\n   docker debug <image-name>\n   ```\n";
    expect(await codes(text)).toEqual([]);
  });

  test("accepts a rule's findings in the whole file, wherever it stands", async () => {
    const text = "Set <tag>.\n\nSet <tag>.\n\n<!-- dhi-guides-disable-file visible-placeholder: shown -->\n";
    expect(await codes(text)).toEqual([]);
  });

  test("needs a reason", async () => {
    const text = "<!-- dhi-guides-disable visible-placeholder -->\n\nSet <tag>.\n";
    expect(await codes(text)).toEqual(["3 suppression-reason", "5 visible-placeholder"]);
  });

  test("is a finding where it suppresses nothing", async () => {
    expect(await codes("<!-- dhi-guides-disable size: short -->\n\nText.\n")).toEqual(["3 unused-suppression"]);
  });
});

describe("a suppression given as data", () => {
  const text = "Use dev variants: 8080, 9090.\n\nSet <tag>, then <name>.\n";
  const verify = async (suppress: Parameters<typeof verifyText>[4]) =>
    (await verifyText("image/example/guides.md", text, await smallCatalog, DEFAULT_CONFIG, suppress)).map(
      ({ code, message }) => `${code} ${message}`,
    );

  test("accepts all findings of a rule", async () => {
    expect(await verify([{ rule: "visible-placeholder", reason: "shown" }])).toEqual([]);
  });

  test("accepts those whose message holds a text", async () => {
    const left = await verify([{ rule: "visible-placeholder", reason: "shown", match: "unexpected <tag>" }]);
    expect(left).toEqual([expect.stringContaining("unexpected <name>")]);
  });

  test("is a finding where it suppresses nothing", async () => {
    expect(
      await verify([
        { rule: "visible-placeholder", reason: "shown" },
        { rule: "size", reason: "old" },
      ]),
    ).toEqual(["unused-suppression unexpected suppression of size (old), which finds nothing in this guide"]);
  });
});

describe("severity", () => {
  test("of a rule is set by the config", async () => {
    const verify = async (level: "warning" | "off") =>
      (await verifyAs("example", "Use dev: 8080, 9090, <tag>.\n", { severity: { "visible-placeholder": level } })).map(
        ({ severity }) => severity,
      );
    expect(await verify("warning")).toEqual(["warning"]);
    expect(await verify("off")).toEqual([]);
  });
});
