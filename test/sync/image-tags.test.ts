import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedVersions, snapshotSchema } from "../../src/descriptor/snapshot.ts";
import { tagsOf } from "../../src/sync/image-tags.ts";
import { snapshotText } from "../../src/sync/snapshot.ts";
import { parseYaml } from "../../src/yaml/parse.ts";
import { imageOf } from "./image-of.ts";

/* What an image's snapshot says of its tags. */

const definition = (tags: string, more = "") => `tags: [${tags}]\n${more}`;
const dev = "variant: dev\n";

/** An entry in a line: its line, variant and flavor, and its tags. */
const entries = (definitions: Readonly<Record<string, string>>) =>
  (tagsOf(imageOf(definitions)).tags ?? []).map(
    ({ version, variant, flavor, tags }) =>
      `${version} ${[variant, flavor].filter(Boolean).join("/")}: ${tags.join(" ")}`,
  );

describe("the line of a definition", () => {
  test.each([
    [
      "its file's number, which is a tag's version",
      "debian-13/3.14",
      "'3', '3.14', 3.14.7",
      "3.14 runtime: 3 3.14 3.14.7",
    ],
    ["the same behind a word", "debian-13/jre-17", "'17', '17.0', 17.0.20", "17 runtime: 17 17.0 17.0.20"],
    ["the same before a flavor", "debian-13/8.4-fpm", "8.4-fpm, 8.4.24-fpm", "8.4 runtime/fpm: 8.4-fpm 8.4.24-fpm"],
    ["the shortest where the file has no number", "debian-13/stable", "26.7.5, '26.7'", "26.7 runtime: 26.7 26.7.5"],
    ["the shortest where the file's is none of a tag", "debian-13/3-lts", "'3.5', 3.5.1", "3.5 runtime: 3.5 3.5.1"],
    [
      "the tag's version where the file's number is the runtime's",
      "debian-13/latest-php8.2",
      "2-php8.2, 2.10-php8.2",
      "2 runtime/php8.2: 2-php8.2 2.10-php8.2",
    ],
    ["a v before it does not count", "debian-13/1.2", "v1.2, v1.2.3", "1.2 runtime: v1.2 v1.2.3"],
    ["a date is a version", "alpine-3.22/static-musl", "20260611-musl", "20260611 runtime/musl: 20260611-musl"],
    [
      "a name where no tag begins with a version",
      "debian-12/12",
      "bookworm-debian12, bookworm",
      "bookworm runtime: bookworm bookworm-debian12",
    ],
    ["a name without its distribution", "debian-12/x", "bookworm-debian12", "bookworm runtime: bookworm-debian12"],
    [
      "a name of two words",
      "debian-13/claude-code",
      "claude-code, claude-code-2",
      "claude-code runtime: claude-code claude-code-2",
    ],
    ["a commit", "debian-13/latest", "63728f0c, 63728f0c-debian13", "63728f0c runtime: 63728f0c 63728f0c-debian13"],
    ["latest beside versions", "debian-13/0", "2026.8, latest", "2026.8 runtime: latest 2026.8"],
  ])("is %s", (_, file, tags, expected) => {
    expect(entries({ [file]: definition(tags) })).toEqual([expected]);
  });
});

describe("entries", () => {
  test("the newest line first, runtime, dev, others; flavors; the plainest; the newest distribution", () => {
    const order = entries({
      "alpine-3.22/9-dev": definition("9-alpine3.22-dev", dev),
      "alpine-3.22/9": definition("9-alpine3.22"),
      "debian-13/9": definition("'9', 9-debian13"),
      "debian-13/10": definition("'10', 10-debian13"),
      "debian-12/10": definition("10-debian12"),
      "alpine-3.24/10": definition("10-alpine, 10-alpine3.24"),
      "debian-13/10-fpm": definition("10-fpm", "flavor: fpm\n"),
      "debian-13/10-dev": definition("10-dev", dev),
      "debian-13/10-ext": definition("10-ext", "variant: ext\n"),
      "debian-13/10-sfw-dev": definition("10-sfw-dev", `${dev}flavor: sfw\n`),
    });
    expect(order.map((line) => line.replace(/: .*? /, ": ").replace(/^.*: /, ""))).toEqual([
      "10-debian13",
      "10-debian12",
      "10-alpine3.24",
      "10-fpm",
      "10-dev",
      "10-sfw-dev",
      "10-ext",
      "9-debian13",
      "9-alpine3.22",
      "9-alpine3.22-dev",
    ]);
  });

  test("lines stand by the newest version of theirs, not by their own number", () => {
    const lines = entries({
      "debian-13/lts": definition("'2.2', 2.2.29"),
      "debian-13/latest": definition("'2', '2.10', 2.10.2"),
    });
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["2", "2.2"]);
  });

  test("what all tags of a definition say is a flavor, though nobody calls it one", () => {
    expect(entries({ "debian-13/jdk-17-dev": definition("17-jdk-dev, 17.0-jdk-debian13-dev", dev) })).toEqual([
      "17 dev/jdk: 17-jdk-dev 17.0-jdk-debian13-dev",
    ]);
  });

  test("the tags that say least are first, those of the distribution behind", () => {
    const tags = "1.2.3-debian13, 1.2-debian, latest, '1.2', 1-debian13, '1', 1.2.3, 1-debian";
    expect(entries({ "debian-13/1.2": definition(tags) })).toEqual([
      "1.2 runtime: latest 1 1.2 1.2.3 1-debian 1.2-debian 1-debian13 1.2.3-debian13",
    ]);
  });

  test("what no registry takes for a tag, no snapshot for a platform or a date, is left out", () => {
    const image = imageOf({
      "debian-13/1": definition(
        "'1', '1', 'a b', '<b>', '-x', '$(x)'",
        "platforms: [linux/amd64, linux/arm/v7, 'a b', ../..]\ndates: { end-of-life: soon }\n",
      ),
      "debian-13/2": definition("'a b'"),
      "debian-13/3": definition("'3'", "dates: { end-of-life: '2030-02-31', release: '2020-01-01' }\n"),
      "debian-13/4": definition("'4'", "dates: { end-of-life: '2030-13-01' }\n"),
      "debian-13/5": definition("'5'", "dates: { end-of-life: '2028-02-29' }\n"),
    });
    const { tags } = tagsOf(image);
    expect(tags).toEqual([
      { version: "5", variant: "runtime", distribution: "debian-13", tags: ["5"], endOfLife: "2028-02-29" },
      { version: "4", variant: "runtime", distribution: "debian-13", tags: ["4"] },
      { version: "3", variant: "runtime", distribution: "debian-13", tags: ["3"] },
      {
        version: "1",
        variant: "runtime",
        distribution: "debian-13",
        tags: ["1"],
        platforms: ["linux/amd64", "linux/arm/v7"],
      },
    ]);
  });

  test.each([
    ["linux/amd64, linux/arm64", ["linux/amd64", "linux/arm64"]],
    ["linux/arm64, linux/amd64", ["linux/amd64", "linux/arm64"]],
    ["linux/arm64, linux/amd64, linux/arm64", ["linux/amd64", "linux/arm64"]],
    ["linux/arm/v7, linux/amd64", ["linux/amd64", "linux/arm/v7"]],
  ])("platforms are the same in whatever order they are written: %s", (written, platforms) => {
    const { tags = [] } = tagsOf(imageOf({ "debian-13/1": definition("'1'", `platforms: [${written}]\n`) }));
    expect(tags.map((entry) => entry.platforms)).toEqual([platforms]);
  });

  test.each([
    ["2030-10-31", "2030-10-31"],
    ["2030-10-31T00:00:00Z", "2030-10-31"],
    ["2030-10-31 12:00:00 +01:00", "2030-10-31"],
    ["Today", undefined],
    ["2030-02-31T00:00:00Z", undefined],
    ["T2030-10-31", undefined],
  ])("an end of life is a date, without the time of day: %s", (written, date) => {
    const more = `dates: { end-of-life: "${written}" }\n`;
    const { tags = [] } = tagsOf(imageOf({ "debian-13/1": definition("'1'", more) }));
    expect(tags.map((entry) => entry.endOfLife)).toEqual([date]);
  });

  test("an image without any tag says nothing", () => {
    expect(tagsOf(imageOf({ "debian-13/1": "tags: []\n" }))).toEqual({});
  });
});

describe("a snapshot of tags", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join("."));
  const tag = fc
    .tuple(fc.oneof(version, word), fc.array(word, { maxLength: 3 }))
    .map(([head, rest]) => [head, ...rest].join("-"));
  const definitions = fc.dictionary(
    fc.tuple(fc.constantFrom("debian-13", "alpine-3.22"), tag).map((path) => path.join("/")),
    fc.record({ tags: fc.array(tag, { minLength: 1, maxLength: 6 }), variant: fc.constantFrom("runtime", "dev", "x") }),
    { minKeys: 1, maxKeys: 8, noNullPrototype: true },
  );

  test("has each tag of each definition once, is read as it was written, and the same in whatever order they come", () => {
    fc.assert(
      fc.property(definitions, (stated) => {
        const texts = Object.entries(stated).map(
          ([file, one]) => [file, `tags: ${JSON.stringify(one.tags)}\nvariant: ${one.variant}\n`] as const,
        );
        const snapshot = tagsOf(imageOf(Object.fromEntries(texts)));
        const wanted = Object.values(stated).flatMap(({ tags }) => [...new Set(tags)]);
        expect(snapshot.tags?.flatMap(({ tags }) => tags).sort()).toEqual(wanted.sort());
        const parsed = parseYaml(snapshotText(snapshot));
        expect("value" in parsed && snapshotSchema.parse(parsed.value)).toEqual(snapshot);
        const again = tagsOf(imageOf(Object.fromEntries(texts.toReversed())));
        expect(again.tags?.map(({ version, variant }) => [version, variant])).toEqual(
          snapshot.tags?.map(({ version, variant }) => [version, variant]),
        );
      }),
    );
  });
});

describe("the published versions", () => {
  test("are the lines of an image's tags, or a chart's versions; nothing is known of others", () => {
    const { tags } = tagsOf(
      imageOf({
        "debian-13/9": definition("'9'"),
        "debian-13/10": definition("'10'"),
        "debian-12/9": definition("9-x"),
      }),
    );
    expect(publishedVersions({ tags })).toEqual(["10", "9"]);
    expect(publishedVersions({ versions: ["2.0.0", "1.0.0"] })).toEqual(["2.0.0", "1.0.0"]);
    expect(publishedVersions({})).toBeUndefined();
    expect(publishedVersions({ images: [] })).toBeUndefined();
  });
});
