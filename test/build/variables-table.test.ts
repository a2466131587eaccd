import { describe, expect, test } from "vitest";
import { below, makeGuide } from "../support/guide.ts";

const TABLE = "Environment variables";

describe("a table of variables", () => {
  test("has one for each group, those without a group first", () => {
    const guide = makeGuide(`env:
  - { name: PASSWORD, required: true, secret: true, description: The password., group: Required variables }
  - { name: PLAIN, description: In no group. }
  - { name: USER, default: me, description: The user., group: Optional variables }
  - { name: HOST, required: true, description: The host., group: Required variables }
  - { name: MAJOR, default: "18", group: "Read-only variables (set by the image)" }
`);

    expect(guide.findings).toEqual([]);
    expect(below(guide, TABLE)).toBe(`| Variable | Description  | Default | Required |
| -------- | ------------ | ------- | -------- |
| \`PLAIN\`  | In no group. |         | No       |

**Required variables**

| Variable   | Description   | Default | Required |
| ---------- | ------------- | ------- | -------- |
| \`PASSWORD\` | The password. |         | Yes      |
| \`HOST\`     | The host.     |         | Yes      |

**Optional variables**

| Variable | Description | Default | Required |
| -------- | ----------- | ------- | -------- |
| \`USER\`   | The user.   | \`me\`    | No       |

**Read-only variables (set by the image)**

| Variable | Description | Default | Required |
| -------- | ----------- | ------- | -------- |
| \`MAJOR\`  |             | \`18\`    | No       |`);
    expect(below(guide, "Start an Example instance")).toContain("-e PASSWORD=");
  });

  test("says of a variable that it is required, also where there is no sample", () => {
    const guide = makeGuide("env: [{ name: A, required: true, description: B. }]\nsections: { omit: [start] }\n");

    expect(guide.findings).toEqual([]);
    expect(below(guide, TABLE)).toMatch(/\| `A` .*\| Yes/);
  });

  test("has groups without descriptions", () => {
    const guide = makeGuide("env: [{ name: A, default: a, group: One }, { name: B, default: b, group: Two }]\n");

    expect(below(guide, TABLE)).toBe(`The image sets these variables; \`docker run -e\` gives one another value.

**One**

| Variable | Value |
| -------- | ----- |
| \`A\`      | \`a\`   |

**Two**

| Variable | Value |
| -------- | ----- |
| \`B\`      | \`b\`   |`);
  });

  test("has further columns in the order in which they are first said, in all groups", () => {
    const guide = makeGuide(`env:
  - { name: A, description: First., columns: { Since: "3.2" } }
  - { name: B, description: Second., columns: { Example: "\`a|b\`", Since: "_3.3_" } }
  - { name: C, description: Third., group: More }
`);

    expect(guide.findings).toEqual([]);
    expect(below(guide, TABLE)).toBe(`| Variable | Description | Default | Required | Since | Example |
| -------- | ----------- | ------- | -------- | ----- | ------- |
| \`A\`      | First.      |         | No       | 3.2   |         |
| \`B\`      | Second.     |         | No       | _3.3_ | \`a\\|b\`  |

**More**

| Variable | Description | Default | Required | Since | Example |
| -------- | ----------- | ------- | -------- | ----- | ------- |
| \`C\`      | Third.      |         | No       |       |         |`);
  });

  test("has further columns without descriptions, and text below it", () => {
    const guide = makeGuide(`env: [{ name: A, default: a, columns: { "Since | of": "3.2" } }]
sections: { parameters: { environment: { notes: Below. } } }
`);

    expect(below(guide, TABLE)).toBe(`The image sets these variables; \`docker run -e\` gives one another value.

| Variable | Value | Since \\| of |
| -------- | ----- | ----------- |
| \`A\`      | \`a\`   | 3.2         |

Below.`);
  });

  test("has a variable of which there is but a group or a column to tell", () => {
    const guide = makeGuide('env: [{ name: A, group: One }, { name: B, columns: { Since: "3.2" } }]\n');

    expect(guide.findings).toEqual([]);
    expect(below(guide, TABLE)).toMatch(/\| `B` .* 3\.2 [^]*\*\*One\*\*[^]*\| `A` /);
  });

  test("has a group's title as it is written, whatever it begins with", () => {
    const guide = makeGuide(`env: [{ name: A, description: B., group: "1. # \`x\` *y*" }]\n`);

    expect(below(guide, TABLE)).toContain("**1. # `x` _y_**\n\n| Variable");
  });

  test.each(["Default", "description", " Value "])("cannot have a further column that it has anyway: %s", (title) => {
    const { findings } = makeGuide(`env: [{ name: A, columns: { "${title}": x } }]\n`);

    expect(findings).toMatchObject([{ code: "descriptor-value", severity: "error" }]);
  });

  test("may have a column that is called as a prose file is named", () => {
    const guide = makeGuide("env: [{ name: A, columns: { file: a.md } }]\n");

    expect(below(guide, TABLE)).toMatch(/\| file \|\n[^]*\| a\.md \|/);
  });

  test("has neither groups nor columns of what is left out", () => {
    const guide = makeGuide(`env:
  - { name: A, description: Stays. }
  - { name: B, description: Goes., group: Gone, columns: { Gone: x }, when: { variants: [compat] } }
`);

    expect(below(guide, TABLE)).not.toContain("Gone");
  });

  test("of a project's own partial that knows no groups has all variables; what it does not print is a finding", () => {
    const env =
      'env: [{ name: A, description: a, group: One }, { name: B, description: b, columns: { Since: "3.2" } }]\n';
    const guide = makeGuide(env, {
      "templates/partials/environment.hbs": "## Environment variables\n\n{{#each env}}\n- {{description}}\n{{/each}}\n",
    });

    expect(below(guide, TABLE)).toBe("- a\n- b");
    expect(guide.findings.map(({ message }) => /^unexpected (\S+),/.exec(message)?.[1])).toEqual([
      "env[0].group",
      "env[1].columns",
    ]);
  });
});

describe("a variable of which there are two rows", () => {
  const PGDATA = `env:
  - { name: PGDATA, default: /var/lib/postgresql/data, description: The data., when: { until: 17 } }
  - { name: PGDATA, default: /var/lib/postgresql/18/docker, description: The data., when: { from: 18 } }
`;

  test("has both in the table, each with its versions", () => {
    const guide = makeGuide(PGDATA);

    expect(guide.findings).toEqual([]);
    expect(below(guide, TABLE)).toContain(
      "| `PGDATA` | Up to 17: The data. | `/var/lib/postgresql/data`      | No       |",
    );
    expect(below(guide, TABLE)).toContain(
      "| `PGDATA` | From 18: The data.  | `/var/lib/postgresql/18/docker` | No       |",
    );
  });

  test("is once in the sample, as the first row says, and the other value is a finding", () => {
    const { text, findings } = makeGuide(`env:
  - { name: A, value: one, required: true, description: A., when: { until: 17 } }
  - { name: A, value: two, required: true, description: A., when: { from: 18 } }
volumes:
  - { path: /a, source: one, description: A., when: { variants: [dev] } }
  - { path: /a/, source: two, description: A., when: { variants: [runtime] } }
`);

    expect(text.match(/-[ev] .*/g)).toEqual(['-e A="one" \\', "-v one:/a \\"]);
    // Of each row the table says for what it is.
    expect(text).not.toContain("requires");
    expect(findings.map(({ message }) => /^unexpected (\S+),/.exec(message)?.[1])).toEqual([
      "env[1].value",
      "volumes[1].source",
    ]);
  });

  test.each([
    ["{ until: 17 }", "{ from: 18 }", true],
    ["{ until: 17 }", "{ from: 17 }", false],
    ["{ until: 3 }", "{ from: 3.5 }", false],
    ["{ until: 3.9 }", "{ from: 3.10 }", true],
    ["{ variants: [dev] }", "{ variants: [runtime, compat] }", true],
    ["{ variants: [dev] }", "{ variants: [runtime, dev] }", false],
    ["{ flavors: [fpm] }", "{ flavors: [cli] }", true],
    ["{ variants: [dev] }", "{ flavors: [fpm] }", false],
    ["{ variants: [dev], until: 17 }", "{ variants: [dev], from: 18 }", true],
  ])("may be for %s and for %s: %s", (one, other, isAllowed) => {
    const { findings } = makeGuide(`variants: { available: [runtime, dev, compat], flavors: [fpm, cli] }
env: [{ name: A, default: a, when: ${one} }, { name: A, default: b, when: ${other} }]
`);

    expect(findings.map(({ code }) => code)).toEqual(isAllowed ? [] : ["descriptor-repeated-fact"]);
  });

  test("cannot be for some versions beside one that is for all", () => {
    const { findings } = makeGuide("env: [{ name: A, default: a }, { name: A, default: b, when: { from: 2 } }]\n");

    expect(findings).toMatchObject([
      { code: "descriptor-repeated-fact", fix: expect.stringContaining("`when`") as string },
    ]);
  });
});
