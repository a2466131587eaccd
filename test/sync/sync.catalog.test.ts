import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { KINDS, type Kind } from "../../src/kinds/kinds.ts";
import { guidesOf, pagePaths } from "../../src/project/paths.ts";
import { openProject } from "../../src/project/project.ts";
import { definedIn, definedNames } from "../../src/sync/find-defined.ts";
import { snapshotText } from "../../src/sync/snapshot.ts";
import { findTodos } from "../../src/descriptor/todos.ts";
import { createSamples } from "../../src/verify/code/samples.ts";
import { DEFAULT_CONFIG } from "../../src/verify/config.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { realCatalog } from "../support/catalog.ts";
import { makeProject, REPOSITORY, write } from "../support/project.ts";

/*
 * Every image and every chart of the real catalog is scaffolded from its definitions; its pages must then say nothing that
 * they deny.
 */
const catalog = await realCatalog();

describe.skipIf(!catalog).each(KINDS.map((kind: Kind) => [kind.plural, kind] as const))(
  "descriptors from the definitions of all %s of the catalog",
  (_, kind) => {
    test("build, pass verify without an error, and are in sync", { timeout: 120_000 }, async () => {
      if (!catalog) return;
      const root = makeProject();
      const open = () => openProject({ root, packagedTemplates: join(REPOSITORY, "templates") }).project;
      const config = open()?.config;
      if (!config) throw new Error("no project");
      const things = definedNames(kind, catalog).flatMap((name) => {
        const defined = definedIn(name, kind, catalog);
        if (!defined) return [];
        const [paths] = pagePaths(name, kind, config);
        const title = kind.titleOf(defined.info.title ?? name);
        const text = defined.scaffold({ name, title, hasOverview: true, schema: `../${kind.jsonSchema}` });
        const snapshot = defined.snapshot && snapshotText(defined.snapshot);
        write(root, { [paths.descriptor]: text, ...(snapshot !== undefined && { [paths.snapshot]: snapshot }) });
        return { name, defined, text, snapshot };
      });
      const project = open();
      if (!project) throw new Error("no project");
      const { make } = createGuideMaker(project);
      const samples = createSamples();
      const wrong: string[] = [];
      const untold: string[] = [];
      for (const paths of project.pages) {
        const { text, findings } = make(paths);
        const verified = await verifyText(paths.output, text ?? "", catalog, DEFAULT_CONFIG, [], samples);
        // What the layout has no section for, the command takes out.
        const isKnown = ({ code }: Finding) => code === "descriptor-todo" || code === "field-unused";
        untold.push(...findings.filter((finding) => !isKnown(finding)).map((each) => JSON.stringify(each)));
        wrong.push(
          ...verified.map(
            ({ severity, file, line, code, message }) => `${severity} ${file}:${line} ${code} ${message}`,
          ),
        );
      }
      if (process.env["SHOW"]) console.log(wrong.join("\n"));
      expect(untold).toEqual([]);
      expect(wrong.filter((line) => line.startsWith("error"))).toEqual([]);

      const outOfSync = things.filter(({ defined, text, snapshot }) => {
        const synced = defined.sync(text, snapshot);
        return synced.text !== text || synced.snapshot?.text !== snapshot;
      });
      expect(outOfSync.map(({ name }) => name)).toEqual([]);
      expect(things.filter(({ text }) => findTodos(text).length === 0).map(({ name }) => name)).toEqual([]);
      expect(guidesOf(project.pages).length).toBe(definedNames(kind, catalog).length);
    });
  },
);
