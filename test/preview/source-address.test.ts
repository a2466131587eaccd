import { describe, expect, it } from "vitest";
import { sourceAddress } from "../../src/preview/pages/site.ts";

const site = { sourceLink: "https://example.com/blob/main/{file}#L{line}" };

describe("the address of a source", () => {
  it.each([
    ["images/app.yaml:3", "https://example.com/blob/main/images/app.yaml#L3"],
    ["templates/partials/a b.hbs:12", "https://example.com/blob/main/templates/partials/a%20b.hbs#L12"],
  ])("of %s is %s", (place, address) => {
    expect(sourceAddress(site, place)).toBe(address);
  });

  it.each(["node_modules/dhi-guides/templates/partials/fips.hbs:1", "dhi-guides/templates/partials/fips.hbs:1"])(
    "is none of %s, which no repository holds",
    (place) => {
      expect(sourceAddress(site, place)).toBeUndefined();
    },
  );

  it("is none where sources cannot be opened", () => {
    expect(sourceAddress({ sourceLink: undefined }, "images/app.yaml:3")).toBeUndefined();
  });
});
