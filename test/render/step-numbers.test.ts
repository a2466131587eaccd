import { describe, expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { describing } from "../support/pages.ts";
import { makeProject, REPOSITORY, type Files } from "../support/project.ts";

/** The steps that a chart's guide has. */
function stepsOf(descriptor: string, files: Files = {}): string[] {
  const root = makeProject({ "charts/app.yaml": describing("app", descriptor), ...files });
  const { guides, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates` });
  expect(findings).toEqual([]);
  const headings = (guides[0]?.text ?? "").match(/^#### .*$/gm) ?? [];
  return headings.map((heading) => heading.slice(5));
}

const MIRROR = "Optional. Mirror the Helm chart and/or its images to your own registry";
const MIRROR_CHART = "Optional. Mirror the Helm chart to your own registry";
const SECRET = "Create a Kubernetes secret for pulling images";
const INSTALL = "Install the Helm chart";
const VERIFY = "Verify the installation";

const secret = "pullSecrets: ['imagePullSecrets[0].name']\n";
const verify = "verify: Look.\n";
const add = (...sections: string[]) => `sections: { add: [${sections.join(", ")}] }\n`;

/** Headings with their numbers, from 1. */
const numbered = (...titles: string[]) => titles.map((title, index) => `Step ${index + 1}: ${title}`);

describe("the steps of an installation count on", () => {
  test.each([
    ["all of them", secret + verify, numbered(MIRROR, SECRET, INSTALL, VERIFY)],
    ["without a pull secret", verify, numbered(MIRROR_CHART, INSTALL, VERIFY)],
    ["with nothing to verify", secret, numbered(MIRROR, SECRET, INSTALL)],
    [
      "where one is left out",
      `${secret}${verify}sections: { omit: [mirror-chart] }\n`,
      numbered(SECRET, INSTALL, VERIFY),
    ],
    [
      "where they change places",
      `${secret}${verify}sections: { order: [pull-secret, mirror-chart] }\n`,
      numbered(SECRET, MIRROR, INSTALL, VERIFY),
    ],
    [
      "behind a step of the author's",
      secret + verify + add("{ after: pull-secret, title: 'Step 3: Configure', text: Do. }"),
      numbered(MIRROR, SECRET, "Configure", INSTALL, VERIFY),
    ],
    [
      "behind two, one of them the first",
      secret +
        verify +
        add(
          "{ before: mirror-chart, title: 'Step 1: Make a client', text: Do. }",
          "{ after: pull-secret, title: 'Step 4: Configure', text: Do. }",
        ),
      numbered("Make a client", MIRROR, SECRET, "Configure", INSTALL, VERIFY),
    ],
    [
      "behind a text that brings two steps along",
      secret + add('{ after: mirror-chart, text: "#### Step 2: A\\n\\nDo.\\n\\n#### Step 3: B\\n\\nDo." }'),
      numbered(MIRROR, "A", "B", SECRET, INSTALL),
    ],
    [
      "behind a step that is replaced",
      `${secret}sections: { replace: { mirror-chart: { text: "#### Step 1: Copy the chart\\n\\nDo." } } }\n`,
      numbered("Copy the chart", SECRET, INSTALL),
    ],
  ])("%s", (_, descriptor, steps) => {
    expect(stepsOf(descriptor)).toEqual(steps);
  });

  test("past a section that is no step, and past numbers that are none of headings", () => {
    const sections = add(
      "{ after: mirror-chart, title: A word on mirrors, text: Read. }",
      '{ after: mirror-chart, title: "2 ways to do it", text: "```bash\\n# Step 9: none\\n```" }',
    );
    expect(stepsOf(secret + sections)).toEqual([
      `Step 1: ${MIRROR}`,
      "A word on mirrors",
      "2 ways to do it",
      `Step 2: ${SECRET}`,
      `Step 3: ${INSTALL}`,
    ]);
  });

  test("from a number that the descriptor says", () => {
    const parameters = 'sections: { parameters: { pull-secret: { number: "4" } } }\n';
    expect(stepsOf(secret + parameters + verify)).toEqual([
      `Step 1: ${MIRROR}`,
      `Step 4: ${SECRET}`,
      `Step 5: ${INSTALL}`,
      `Step 6: ${VERIFY}`,
    ]);
  });

  test("in a layout and partials of the project's own", () => {
    const step = (name: string) => `{{!--\n@param [number=1]  which it is\n--}}\n## ${name} {{number}}\n\nDo.\n`;
    const files = {
      "templates/chart.hbs":
        '{{#> installing-chart}}\n{{> first}}\n{{> installing-chart name="between"}}\n{{#> first name="second"}}\n{{> first name="inner"}}\n{{/first}}\n{{/installing-chart}}\n',
      "templates/partials/first.hbs": step("Part"),
    };
    const root = makeProject({ "charts/app.yaml": describing("app"), ...files });
    const { guides } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates` });
    expect((guides[0]?.text ?? "").match(/^#.*$/gm)).toEqual([
      "## Installing the chart",
      "### Part 1",
      "### Installing the chart",
      "### Part 2",
      "#### Part 1",
    ]);
  });
});
