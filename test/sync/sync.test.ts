import { describe, expect, test } from "vitest";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

const NO_CHARTS = { chartNames: undefined };

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
    expect(synced(text, runtime("accounts: { run-as: nonroot }\ncontents: { packages: [base-files] }\n"))).toBe(
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
    "debian-13/1":
      "variant: runtime\naccounts: { run-as: nonroot }\nports: [80]\nentrypoint: [a]\ncontents: { packages: [a] }\n",
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
