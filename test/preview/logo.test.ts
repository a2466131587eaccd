import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLogo } from "../../src/preview/logo.ts";

const svg = (content: string, before = "") => `${before}<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>\n`;

/** Shapes that use shapes that use shapes. */
const copies = (levels: number, each: number, href = 'href="#') =>
  svg(
    Array.from(
      { length: levels },
      (_, index) => `<g id="a${index + 1}">${`<use ${href}a${index}"/>`.repeat(each)}</g>`,
    ).join(""),
  );

describe("the logo of a thing", () => {
  let root: string;
  beforeAll(() => void (root = mkdtempSync(join(tmpdir(), "dhi-logo-"))));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const read = (content: string | Buffer) => {
    writeFileSync(join(root, "logo.svg"), content);
    return readLogo(root, "info.yaml");
  };

  it("is nothing where there is none", () => {
    rmSync(join(root, "logo.svg"), { force: true });
    expect(readLogo(root, "info.yaml")).toEqual({ address: undefined, findings: [] });
    expect(readLogo(root, "no/such/folder/info.yaml")).toEqual({ address: undefined, findings: [] });
  });

  it.each([
    ["shapes", svg('<path d="M0 0h9"/>')],
    ["a document type without entities", svg("", '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">\n')],
    ["a prefix", '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'],
    ["a shape that is used a few times", copies(3, 5)],
    ["a picture of dots", svg('<image href="data:image/png;base64,AAAA"/>')],
    ["signs of an address, quoted", svg('<text>100% "#" &amp; ü</text>')],
  ])("is an image's address, for %s", (_, text) => {
    const { address = "", findings } = read(text);
    expect(findings).toEqual([]);
    expect(address).toMatch(/^data:image\/svg\+xml;charset=utf-8,[\w%!~*'().-]+$/);
    expect(decodeURIComponent(address.slice(address.indexOf(",") + 1))).toBe(text);
  });

  it.each([
    ["entities", svg("&a;", '<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), "<!ENTITY"],
    ["five megabytes", svg(" ".repeat(5_000_000)), "size"],
    ["more than 64 KiB", svg(" ".repeat(66_000)), "size"],
    ["HTML", "<!doctype html><script>alert(1)</script>", "expected SVG"],
    ["nothing", "", "expected SVG"],
    ["UTF-16", Buffer.from(`\ufeff${svg("")}`, "utf16le"), "not UTF-8"],
    ["uses of uses", copies(8, 10), "<use>"],
    ["many uses of two", copies(24, 2, 'xlink:href = "#'), "<use>"],
    ["uses whose address is written by numbers", copies(24, 2, 'href="&#x23;'), "<use>"],
    ["an SVG within", svg('<image href="data:image/svg+xml,x"/>'), "within"],
  ])("is not shown, with a warning, for %s", (_, text, said) => {
    const { address, findings } = read(text);
    expect(address).toBeUndefined();
    expect(findings).toMatchObject([{ code: "preview-logo", severity: "warning", file: "logo.svg" }]);
    expect(findings[0]?.message).toContain(said);
  });

  it("is no file of the machine that builds", () => {
    rmSync(join(root, "logo.svg"));
    symlinkSync("/etc/hostname", join(root, "logo.svg"));
    expect(readLogo(root, "info.yaml").findings[0]?.message).toContain("symbolic link");
  });
});
