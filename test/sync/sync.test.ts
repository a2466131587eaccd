import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { imageFacts } from "../../src/definition/facts.ts";
import { NO_INFO } from "../../src/definition/definition.ts";
import { parseDefinition } from "../../src/definition/parse.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { withoutFacts } from "../../src/sync/without-facts.ts";

const NO_CHARTS = { chartNames: undefined };

/** The facts of an image from its definitions, `<distribution>/<name>` each. */
function imageOf(definitions: Readonly<Record<string, string>>) {
  const parsed = Object.entries(definitions).map(([file, text]) => {
    const result = parseDefinition(text, `image/app/${file}.yaml`);
    if ("finding" in result) throw new Error(result.finding.message);
    return result.definition;
  });
  return imageFacts("app", NO_INFO, parsed);
}

const runtime = (more: string) => ({ "debian-13/1": `variant: runtime\n${more}`, "debian-13/1-dev": "variant: dev\n" });
const HEAD = "name: app\ntitle: App\n";
const sync = (text: string, definitions: Readonly<Record<string, string>>) =>
  syncDescriptor(HEAD + text, imageOf(definitions), NO_CHARTS);
/** What a descriptor becomes, without its first lines. */
const synced = (text: string, definitions: Readonly<Record<string, string>>) => {
  const result = sync(text, definitions);
  expect(result.problems).toEqual([]);
  return result.text.slice(HEAD.length);
};
const codes = ({ problems }: ReturnType<typeof sync>) => problems.map(({ code }) => code);

describe("a fact on which all definitions agree", () => {
  const definition = runtime(
    "accounts: { run-as: app, users: [{ name: app, uid: 70 }] }\nentrypoint: [/app, --x]\ncmd: [y]\nwork-dir: /srv/\n" +
      "contents: { packages: [bash] }\n",
  );

  test("is written where the descriptor does not have it, behind what stands before it", () => {
    expect(synced("layout: flat\n\nstart: { text: Run it. }\n", definition)).toBe(
      "layout: flat\nuser: app\nuid: 70\nshell: { names: [bash] }\nentrypoint: [/app, --x]\ncmd: [y]\nworkDir: /srv\n\n" +
        "start: { text: Run it. }\n",
    );
  });

  test("replaces what is outdated, and nothing else: comments, quotes and blanks stay", () => {
    const text =
      "user:   'old'   # who\nuid: 70\n\n# the shell\nshell:\n  names: [bash] # only one\nentrypoint:\n  - /app # first\n  - --z # second\n" +
      'cmd: [ "y" ]\nworkDir: /srv # here\n';
    expect(synced(text, definition)).toBe(text.replace("'old'", "app").replace("--z", "--x"));
  });

  test("goes where the definitions do not have it any more", () => {
    const text = "shell: { names: [bash] } # gone\nuser: nonroot\nworkDir: /srv\nenv:\n  - { name: A, value: 1 }\n";
    expect(synced(text, runtime("accounts: { run-as: nonroot }\n"))).toBe(
      "user: nonroot\nenv:\n  - { name: A, value: 1 }\n",
    );
  });

  test("is left out where a descriptor says it by saying nothing", () => {
    expect(synced("", runtime("accounts: { run-as: nonroot }\n"))).toBe("");
  });
});

describe("ports", () => {
  test("those that some versions alone have may be there, or not", () => {
    const definitions = {
      "debian-13/1": "variant: runtime\nports: [80, 90]\naccounts: { run-as: nonroot }\n",
      "debian-13/2": "variant: runtime\nports: [80]\naccounts: { run-as: nonroot }\n",
    };
    const available = "variants: { available: [runtime] }\n";
    expect(synced(`ports: [80]\n${available}`, definitions)).toBe(`ports: [80]\n${available}`);
    expect(synced(`ports: [90/tcp, 80/tcp]\n${available}`, definitions)).toBe(`ports: [90/tcp, 80/tcp]\n${available}`);
    expect(synced(`ports: [90, 70]\n${available}`, definitions)).toBe(`ports: [90, 80/tcp]\n${available}`);
  });

  test("keep their order and their comments, item by item", () => {
    const definition = runtime("ports: [1, 2, 3/udp]\naccounts: { run-as: nonroot }\n");
    expect(synced("ports:\n  - 9 # gone\n  # the second\n  - 2 # two\nargs: [x]\n", definition)).toBe(
      "ports:\n  # the second\n  - 2 # two\n  - 1/tcp\n  - 3/udp\nargs: [x]\n",
    );
  });
});

test("what samples show is about the variants without a flavor; the shell is about all", () => {
  const definitions = {
    "debian-13/1": "variant: runtime\naccounts: { run-as: nonroot }\nports: [80]\nentrypoint: [a]\n",
    "debian-13/1-fpm":
      "variant: runtime\nflavor: fpm\naccounts: { run-as: nonroot }\nports: [90]\nentrypoint: [b]\ncontents: { packages: [bash] }\n",
  };
  const rest = "variants: { available: [runtime], flavors: [fpm] }\n";
  expect(synced(`ports: [90]\n${rest}`, definitions)).toBe(
    `ports: [90, 80/tcp]\nshell: { names: [bash], where: images of the fpm flavor }\nentrypoint: [a]\n${rest}`,
  );
});

describe("the environment", () => {
  const definition = runtime(
    "environment: { DATA: /data, PATH: /bin, APP_VERSION: '1' }\naccounts: { run-as: nonroot }\n",
  );

  test("is added, without what is no news to a reader", () => {
    expect(synced("", definition)).toBe("env:\n  - { name: DATA, default: /data }\n");
    expect(synced("env: [{ name: A, value: 1 }]\n", definition)).toBe(
      "env: [{ name: A, value: 1 }, { name: DATA, default: /data }]\n",
    );
  });

  test("keeps what the author says of a variable", () => {
    const text = "env:\n  - name: DATA # where\n    default: /old\n    description: The data.\n";
    expect(synced(text, definition)).toBe(text.replace("/old", "/data"));
  });

  test("is what the author says where the definitions are silent: the program's own default", () => {
    const text = "env:\n  - { name: LEVEL, default: info }\n";
    expect(synced(text, runtime("accounts: { run-as: nonroot }\n"))).toBe(text);
  });
});

describe("variants", () => {
  const definitions = {
    "debian-13/1": "variant: runtime\naccounts: { run-as: nonroot }\n",
    "debian-13/1-fpm": "variant: runtime\nflavor: fpm1.2\naccounts: { run-as: nonroot }\n",
    "debian-13/1-compat": "variant: runtime\nflavor: compat\naccounts: { run-as: root }\n",
  };

  test("are those of the definitions; FIPS, of which they are silent, is the author's", () => {
    expect(synced("variants: { available: [runtime, dev, fips], notes: Mine. }\n", definitions)).toBe(
      "variants: { available: [runtime, fips, compat], notes: Mine., flavors: [fpm], compatUser: root }\n",
    );
  });
});

describe("what the definitions dispute", () => {
  const definitions = {
    "alpine-3/1": "variant: runtime\naccounts: { run-as: root }\ncontents: { packages: [busybox] }\n",
    "debian-13/1": "variant: runtime\naccounts: { run-as: app }\n",
  };
  const rest = "variants: { available: [runtime] }\nshell: { names: [busybox], where: Alpine-based images }\n";

  test("is the author's choice", () => {
    for (const user of ["root", "app"])
      expect(synced(`user: ${user}\n${rest}`, definitions)).toContain(`user: ${user}\n`);
  });

  test("is a finding, and stays, where none of them says it", () => {
    const result = sync(`user: other\n${rest}`, definitions);
    expect(result.text).toBe(`${HEAD}user: other\n${rest}`);
    expect(result.problems).toMatchObject([{ code: "fact-denied", severity: "warning", expected: "root or app" }]);
  });
});

describe("keep", () => {
  const definition = runtime("ports: [80, 90]\naccounts: { run-as: nonroot }\nenvironment: { A: a, B: b }\n");

  test("leaves a fact as it is", () => {
    const text = "ports: [80]\nenv: [{ name: A, default: mine }]\nkeep:\n  ports: 90 is internal\n  env: ours\n";
    expect(synced(text, definition)).toBe(text);
  });

  test("leaves one variable as it is", () => {
    const text = "ports: [80, 90]\nenv: [{ name: A, default: mine }]\nkeep: { env.A: ours }\n";
    expect(synced(text, definition)).toBe(text.replace("mine }]", "mine }, { name: B, default: b }]"));
  });

  test("is a finding where there is nothing to keep", () => {
    const text =
      "ports: [80, 90]\nenv: [{ name: A, default: a }, { name: B, default: b }]\nkeep: { ports: x, prots: y }\n";
    expect(codes(sync(text, definition))).toEqual(["keep-unused", "keep-unused"]);
  });
});

test("a number of the user that no definition knows is the author's", () => {
  expect(synced("user: app\nuid: 70\n", runtime("accounts: { run-as: app }\n"))).toBe("user: app\nuid: 70\n");
  expect(synced("user: root\nuid: 70\n", runtime("accounts: { run-as: root }\n"))).toBe("user: root\n");
});

test("a chart of the image's own name is written; another one is the author's", () => {
  const image = imageOf(runtime("accounts: { run-as: nonroot }\n"));
  const chartNames = (...names: string[]) => ({ chartNames: new Set(names) });
  expect(syncDescriptor(HEAD, image, chartNames("app")).text).toBe(`${HEAD}chart: app\n`);
  const other = `${HEAD}chart: stack\n`;
  expect(syncDescriptor(other, image, chartNames("stack"))).toEqual({ text: other, outdated: [], problems: [] });
  expect(codes(syncDescriptor(other, image, chartNames("x")))).toEqual(["fact-denied"]);
});

describe("for every descriptor and every set of definitions", () => {
  const word = fc.constantFrom("a", "b-1", "c: d", "#x", "- y", "it's", '"q"', "true", "1.10", "x, y", "{z}", "/p/q");
  const port = fc.constantFrom("80", "443/tcp", "53/udp", "8080");
  const some = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
  const quoted = (text: string) => JSON.stringify(text);
  const definition = fc.record(
    {
      ports: some(port).map((ports) => `ports: [${ports.join(", ")}]`),
      user: fc.constantFrom("root", "nonroot", "app", "999").map((user) => `accounts: { run-as: ${user} }`),
      entrypoint: some(word).map((words) => `entrypoint: [${words.map(quoted).join(", ")}]`),
      cmd: some(word).map((words) => `cmd: [${words.map(quoted).join(", ")}]`),
      workDir: fc.constantFrom("/", "/app", "/srv/").map((path) => `work-dir: ${path}`),
      environment: fc
        .dictionary(fc.constantFrom("A", "B", "PATH"), word, { maxKeys: 3 })
        .map((values) => `environment: ${JSON.stringify(values)}`),
      packages: some(fc.constantFrom("bash", "busybox", "apt")).map(
        (names) => `contents: { packages: [${names.join()}] }`,
      ),
      flavor: fc.constantFrom("compat", "fpm", "php8.2").map((flavor) => `flavor: ${flavor}`),
    },
    { requiredKeys: [] },
  );
  const definitions = fc
    .array(fc.tuple(fc.constantFrom("runtime", "dev"), fc.constantFrom("debian-13", "alpine-3.24"), definition), {
      minLength: 1,
      maxLength: 4,
    })
    .map((list) =>
      Object.fromEntries(
        list.map(([variant, folder, keys], index) => [
          `${folder}/${index}`,
          [`variant: ${variant}`, ...Object.values(keys), ""].join("\n"),
        ]),
      ),
    );

  /** A list in one of the styles of YAML, with comments where they may stand. */
  const list = (key: string, items: readonly string[], style: number) =>
    style === 0
      ? `${key}: [${items.join(", ")}] # c-${key}`
      : style === 1
        ? `${key}:\n${items.map((item, index) => `  # c-${key}-${index}\n  - ${item}`).join("\n")}`
        : `${key}: [\n    ${items.join(",\n    ")},\n  ]`;
  const style = fc.integer({ min: 0, max: 2 });
  const variable = fc
    .tuple(fc.constantFrom("A", "B", "Z"), word, fc.boolean(), fc.integer({ min: 0, max: 2 }))
    .map(([name, value, isOwn, form]) => {
      const keys = [`name: ${name}`, `default: ${quoted(value)}`, ...(isOwn ? ["description: Mine."] : [])];
      if (form === 0) return `  - { ${keys.join(", ")} }`;
      return `  # c-env-${name}\n  - ${(form === 1 ? keys : keys.reverse()).join("\n    ")}`;
    });
  const block = fc.oneof(
    fc.tuple(some(port), style).map(([items, form]) => list("ports", items, form)),
    fc.constantFrom("root", "app", "'999'").map((user) => `user: ${user} # c-user`),
    fc.constant("uid: 70"),
    fc.tuple(some(word), style).map(([items, form]) => list("entrypoint", items.map(quoted), form)),
    fc.constant("cmd: varies # c-cmd"),
    fc.constant("workDir: /old"),
    fc.constant("shell: { names: [bash, zsh], where: some images }"),
    fc.constant("shell:\n  # c-names\n  names:\n    - dash # c-dash\n  where: x # c-where"),
    fc.constant("variants: { available: [runtime, fips], notes: Mine. }"),
    fc.constant(
      "variants:\n  # c-available\n  available: [dev]\n  flavors:\n    - x\n  notes: |\n    # not a comment\n    Mine.",
    ),
    fc
      .uniqueArray(variable, { minLength: 1, maxLength: 3, selector: (text) => /name: (\w)/.exec(text)?.[1] })
      .map((variables) => `env:\n${variables.join("\n")}`),
    fc.constant("start:\n  text: |\n    First.\n\n    # no comment"),
    fc.constant("included: >-\n  Words\n  and words.\n"),
    fc.constant("volumes:\n- path: /v\n  # c-volume\n  source: v\n"),
  );
  const descriptor = fc
    .uniqueArray(block, { maxLength: 8, selector: (text) => text.split(":")[0] })
    .chain((blocks) => fc.tuple(fc.constant(blocks), fc.boolean()))
    .map(([blocks, isOpen]) => `# c-top\n${HEAD}# c-head\n${blocks.join("\n# c-between\n\n")}${isOpen ? "" : "\n"}`);

  test("sync changes facts alone, keeps the comments of what stays, and has nothing left to do", () => {
    fc.assert(
      fc.property(descriptor, definitions, (text, files) => {
        const image = imageOf(files);
        const once = syncDescriptor(text, image, NO_CHARTS);
        expect(once.problems.map(({ code }) => code)).not.toContain("sync-failed");
        expect(withoutFacts(parse(once.text, { schema: "failsafe" }))).toEqual(
          withoutFacts(parse(text, { schema: "failsafe" })),
        );
        for (const comment of ["# c-top", "# c-head", "# c-between", "# c-volume"])
          expect(once.text.split(comment).length).toBe(text.split(comment).length);
        const twice = syncDescriptor(once.text, image, NO_CHARTS);
        expect(twice.text).toBe(once.text);
        expect(twice.outdated).toEqual([]);
      }),
      { numRuns: Number(process.env["DHI_FUZZ_RUNS"] ?? 200) },
    );
  });
});
