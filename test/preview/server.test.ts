import { spawn } from "node:child_process";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI } from "../support/project.ts";
import { createProject, KSERVE, startPreview, type RunningPreview, type TestProject } from "./project.ts";

describe("the preview's server", () => {
  let project: TestProject;
  let preview: RunningPreview;

  beforeAll(async () => {
    project = createProject({
      "secret.txt": "a secret",
      "images/example.yaml": "name: example\ntitle: Example\nformerly: [sample]\n",
      "images/renamed.yaml":
        "name: renamed\ntitle: Renamed\nformerly: [older, example]\noverview: { about: It is small. }\n",
    });
    preview = await startPreview(project.root, { port: 4950 });
  });

  afterAll(async () => {
    await preview.interrupt();
    project.remove();
  });

  /** A request as it is, without the corrections that clients make. */
  function ask(path: string, ...headers: string[]): Promise<string> {
    const { port, hostname, host } = new URL(preview.url);
    return new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => {
        const head = [
          `GET ${path} HTTP/1.1`,
          ...(headers.some((line) => line.startsWith("Host")) ? [] : [`Host: ${host}`]),
        ];
        socket.write([...head, ...headers, "Connection: close", "", ""].join("\r\n"));
      });
      socket.on("data", (data) => (answer += data.toString()));
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
    });
  }

  const statusOf = (answer: string) => Number(answer.split(" ")[1]);

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/guides/../../secret.txt",
    "/guides/..%2f..%2fsecret.txt",
    "/assets/..%2fsecret.txt",
    "/assets/%2e%2e%5csecret.txt",
    "/secret.txt",
    "//etc/passwd",
    "/assets//etc/passwd",
    "/guides/%00.html",
    "/guides/%E0%A4%A.html",
    "/compare/..%2fsecret.html",
  ])("serves nothing outside the site: %s", async (path) => {
    const answer = await ask(path);
    expect(statusOf(answer)).toBe(404);
    expect(answer).not.toContain("a secret");
  });

  it("serves a guide, and forbids it to run or load anything of others", async () => {
    const answer = await ask(`/guides/${KSERVE}.html`);
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain("Content-Security-Policy: default-src 'none'; script-src 'self'");
    expect(answer).toContain("Cross-Origin-Resource-Policy: same-origin");
  });

  it("refuses a name that is not its own", async () => {
    expect(statusOf(await ask("/", "Host: evil.example"))).toBe(403);
  });

  it("refuses other origins, for events too", async () => {
    expect(statusOf(await ask("/events", "Origin: https://evil.example"))).toBe(403);
  });

  it.each(["/", `/guides/${KSERVE}.html`, "/assets/app.js", `/state/guides/${KSERVE}.json`])(
    "compresses %s for who can read that, and nobody else",
    async (path) => {
      const zipped = await ask(path, "Accept-Encoding: gzip");
      expect(zipped).toMatch(/^content-encoding: gzip\r$/im);
      expect(zipped).toMatch(/^vary: accept-encoding\r$/im);
      expect(await ask(path)).not.toMatch(/^content-encoding:/im);
      const [response, plain] = await Promise.all([
        fetch(new URL(path, preview.url), { headers: { "Accept-Encoding": "gzip" } }),
        fetch(new URL(path, preview.url), { headers: { "Accept-Encoding": "identity" } }),
      ]);
      expect(await response.text()).toBe(await plain.text());
    },
  );

  it("does not hold the stream of events back to compress it", async () => {
    const response = await fetch(`${preview.url}events`, { headers: { "Accept-Encoding": "gzip" } });
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(":\n\n");
    await reader?.cancel();
  });

  it("answers with a page where there is none, to who reads pages", async () => {
    for (const path of ["nothing", "guides/nothing.html", "a/b/c/d.html", "assets/nothing.js"]) {
      const response = await fetch(`${preview.url}${path}`, { headers: { Accept: "text/html,*/*" } });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
      const page = await response.text();
      expect(page).toContain("There is no page here");
      expect(page).toContain('href="/index.html"');
      expect([...page.matchAll(/(?:src|href)="(?!\/|#|data:)/g)]).toEqual([]);
      const other = await fetch(`${preview.url}${path}`);
      expect([other.status, await other.text()]).toEqual([404, "There is no such page.\n"]);
    }
  });

  it("leads on from former names, but not from one that is another's now", async () => {
    const locationOf = async (path: string) => {
      const response = await fetch(`${preview.url}${path}`, { redirect: "manual" });
      return [response.status, response.headers.get("location")];
    };
    expect(await locationOf("guides/older.html")).toEqual([302, "/guides/renamed.html"]);
    expect(await locationOf("guides/older/overview.html")).toEqual([302, "/guides/renamed/overview.html"]);
    expect(await locationOf("guides/example.html")).toEqual([200, null]);
    expect(await locationOf("charts/older.html")).toEqual([404, null]);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s, on every path", async (method) => {
    for (const path of ["", "events", `guides/${KSERVE}.html`, "nothing"]) {
      const response = await fetch(`${preview.url}${path}`, { method });
      expect([response.status, await response.text()]).toEqual([405, "Only GET is answered here.\n"]);
    }
  });

  it("answers HEAD without a body", async () => {
    const response = await fetch(preview.url, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});

it("ends cleanly on Ctrl-C, with pages open", async () => {
  const project = createProject();
  const child = spawn(process.execPath, [CLI, "preview", "--root", project.root, "--port", "4970"]);
  const url = await new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(String(data).trim())));
  const page = await fetch(`${url}events`);
  const ended = new Promise((resolve) => child.once("exit", (status, signal) => resolve({ status, signal })));
  child.kill("SIGINT");
  expect(await ended).toEqual({ status: 0, signal: null });
  await page.body?.cancel().catch(() => {});
  project.remove();
});
