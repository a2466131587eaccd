import { describe, expect, test } from "vitest";
import { startPage } from "./start-page.ts";

const debugged = (text: string) => /docker debug (\S+)/.exec(text)?.[1];

describe("samples for debugging name the container", () => {
  test.each([
    ["as the layout does, where the start does not name it", "start: { mode: detached }\n", "my-container"],
    ["as the start does", "start: { container: my-app }\n", "my-app"],
    [
      "as the start does, whose section is left out",
      "start: { container: my-app }\nsections: { omit: [start] }\n",
      "my-app",
    ],
    [
      "as the section's parameter does",
      "start: { container: my-app }\nsections: { parameters: { minimalism: { container: other } } }\n",
      "other",
    ],
  ])("%s", (_, more, name) => {
    const { text, findings } = startPage(more);
    expect(findings).toEqual([]);
    expect(debugged(text)).toBe(name);
    expect(text).toContain(`--pid container:${name} `);
  });

  test("in a partial of the project's, too", () => {
    const { text } = startPage("start: { container: my-app }\n", {
      "templates/own.hbs": '{{> start language=""}}\n{{> logs container="x" other="y"}}\n',
      "templates/partials/logs.hbs":
        "{{!--\nLogs.\n@param container  the container\n@param other  another\n--}}\n## Logs\n\n`docker logs {{container}} {{other}}`\n",
    });
    expect(text).toContain("`docker logs my-app y`");
  });
});
