import { expect, test } from "vitest";
import { configSchema } from "../../src/project/config.ts";

const preview = (settings: object) => configSchema.safeParse({ preview: settings });

test.each(["https://[", "https://a:999999/", "https://%zz.example/"])(
  "%s is told at its setting, since no browser can go there",
  (address) => {
    for (const settings of [
      { url: address },
      { issues: address },
      { edit: `${address}{file}` },
      { navigation: [{ text: "Support", link: address }] },
    ])
      expect(preview(settings).success, JSON.stringify(settings)).toBe(false);
  },
);

test("an address may have a port, a path, and what is filled in", () => {
  const settings = {
    url: "https://guides.acme.example:8443/a/b",
    issues: "https://acme.example/new?title={title}&page={page}",
    edit: "https://acme.example/edit/{file}",
    navigation: [{ text: "Support", link: "https://acme.example/?q=<b>" }],
  };
  expect(preview(settings).success).toBe(true);
});
