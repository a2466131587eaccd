import type { Rule } from "../rule.ts";

/** A guide is longer than Docker Hub takes. */
export const size: Rule = {
  code: "size",
  severity: "error",
  check: ({ guide, config }) => {
    const bytes = Buffer.byteLength(guide.text);
    if (bytes <= config.maxBytes) return [];
    return [
      {
        start: 0,
        message: `unexpected size of ${bytes} bytes, expected at most ${config.maxBytes}`,
        fix: "Shorten the guide, or move a part of it to the documentation.",
      },
    ];
  },
};
