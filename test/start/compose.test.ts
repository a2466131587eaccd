import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createComposeValidator } from "../../src/verify/code/compose-schema.ts";
import { samplesOf, startPage } from "./start-page.ts";

const validate = createComposeValidator();

interface ComposeFile {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly networks?: object;
  readonly volumes?: object;
}

/** The Compose file of a start, which Compose takes, and what it does not say. */
async function composed(more: string) {
  const { text, findings } = startPage(more);
  expect(findings.filter(({ code }) => code !== "compose-option")).toEqual([]);
  const [sample = ""] = samplesOf(text, "yaml");
  const file = parse(sample) as ComposeFile;
  expect(parse(sample, { version: "1.1" })).toEqual(file);
  expect(await validate(file)).toEqual([]);
  return { file, service: Object.values(file.services)[0] ?? {}, findings, sample };
}

const withOptions = (...options: string[]) =>
  `start: { mode: foreground, compose: true, options: ${JSON.stringify(options)} }\n`;

describe("an option of docker run has its counterpart", () => {
  test.each([
    ["--add-host", "db:10.0.0.1", { extra_hosts: ["db:10.0.0.1"] }],
    ["--cap-add", "NET_ADMIN", { cap_add: ["NET_ADMIN"] }],
    ["--cap-drop", "ALL", { cap_drop: ["ALL"] }],
    ["--cpus", "1.5", { cpus: "1.5" }],
    ["--cpu-shares", "512", { cpu_shares: "512" }],
    ["--device", "/dev/fuse", { devices: ["/dev/fuse"] }],
    ["--dns", "1.1.1.1", { dns: ["1.1.1.1"] }],
    ["--entrypoint", "/bin/app", { entrypoint: ["/bin/app"] }],
    ["--env", "A=b=c", { environment: { A: "b=c" } }],
    ["--env-file", ".env", { env_file: [".env"] }],
    ["--expose", "9000", { expose: ["9000"] }],
    ["--group-add", "audio", { group_add: ["audio"] }],
    ["--health-cmd", "'curl -f x'", { healthcheck: { test: "curl -f x" } }],
    ["--health-interval", "5s", { healthcheck: { interval: "5s" } }],
    ["--hostname", "h", { hostname: "h" }],
    ["--ipc", "host", { ipc: "host" }],
    ["--label", "a=b", { labels: { a: "b" } }],
    ["--log-driver", "none", { logging: { driver: "none" } }],
    ["--log-opt", "max-size=1m", { logging: { options: { "max-size": "1m" } } }],
    ["--memory", "512m", { mem_limit: "512m" }],
    ["--name", "other", { container_name: "other" }],
    ["--network", "host", { network_mode: "host" }],
    ["--net", "none", { network_mode: "none" }],
    ["--network", "container:db", { network_mode: "container:db" }],
    ["--network", "app-net", { networks: ["app-net"] }],
    ["--pid", "host", { pid: "host" }],
    ["--pids-limit", "100", { pids_limit: "100" }],
    ["--platform", "linux/arm64", { platform: "linux/arm64" }],
    ["--publish", "127.0.0.1:80:80", { ports: ["127.0.0.1:80:80"] }],
    ["--pull", "always", { pull_policy: "always" }],
    ["--memory-swap", "-1", { memswap_limit: "-1" }],
    ["--ulimit", "core=-1", { ulimits: { core: { soft: -1, hard: -1 } } }],
    ["--entrypoint", "''", { entrypoint: "" }],
    ["--restart", "unless-stopped", { restart: "unless-stopped" }],
    ["--security-opt", "no-new-privileges", { security_opt: ["no-new-privileges"] }],
    ["--shm-size", "1g", { shm_size: "1g" }],
    ["--stop-timeout", "30", { stop_grace_period: "30s" }],
    ["--sysctl", "net.core.somaxconn=1024", { sysctls: { "net.core.somaxconn": "1024" } }],
    ["--tmpfs", "/run:size=64m", { tmpfs: ["/run:size=64m"] }],
    ["--ulimit", "nofile=1:2", { ulimits: { nofile: { soft: 1, hard: 2 } } }],
    ["--ulimit", "nproc=5", { ulimits: { nproc: { soft: 5, hard: 5 } } }],
    ["--user", "1000:1000", { user: "1000:1000" }],
    ["--user", "22:22", { user: "22:22" }],
    ["--volume", "./a:/a:ro", { volumes: ["./a:/a:ro"] }],
    ["--volume", "$(pwd)/a:/a", { volumes: ["./a:/a"] }],
    ["--workdir", "/w", { working_dir: "/w" }],
    ["--mount", "source=./a,target=/b", { volumes: [{ type: "volume", source: "./a", target: "/b" }] }],
    [
      "--mount",
      "type=bind,source=./a,target=/b,readonly",
      { volumes: [{ type: "bind", source: "./a", target: "/b", read_only: true }] },
    ],
    [
      "--gpus",
      "all",
      {
        deploy: {
          resources: { reservations: { devices: [{ driver: "nvidia", count: "all", capabilities: ["gpu"] }] } },
        },
      },
    ],
  ])("%s %s", async (option, value, said) => {
    for (const forms of [
      [`${option} ${value}`],
      [`${option}=${value}`],
      [option, value],
      [`--init ${option} ${value}`],
    ]) {
      const { service, findings } = await composed(withOptions(...forms));
      expect(findings).toEqual([]);
      const { image, init, ...rest } = service;
      expect(image).toBe("dhi.io/app:<tag>");
      expect(init).toBe(forms[0]?.startsWith("--init") ? true : undefined);
      expect(rest).toEqual(said);
    }
  });

  test.each([
    ["--privileged", { privileged: true }],
    ["--read-only", { read_only: true }],
    ["--read-only=false", { read_only: false }],
    ["-it", { stdin_open: true, tty: true }],
    ["-u 1000", { user: "1000" }],
    ["-u1000", { user: "1000" }],
    ["-tu=1000", { tty: true, user: "1000" }],
    ["-e A=1 -e B -eC=2", { environment: { A: "1", B: null, C: "2" } }],
    ["-e A=1 -e A=2", { environment: { A: "2" } }],
    ["-p 80:80 -p81:81", { ports: ["80:80", "81:81"] }],
    ["-w /w -h h -m 1g", { working_dir: "/w", hostname: "h", mem_limit: "1g" }],
    ["-e 'A=$x'", { environment: { A: "$$x" } }],
    ['-e "A=$x ${Y:-z}"', { environment: { A: "$x ${Y:-z}" } }],
    ["-e A=\\$x", { environment: { A: "$$x" } }],
    ["--label 'on=yes'", { labels: { on: "yes" } }],
  ])("%s", async (options, said) => {
    const { service, findings } = await composed(withOptions(options));
    expect(findings).toEqual([]);
    expect(service).toEqual({ image: "dhi.io/app:<tag>", ...said });
  });
});

describe("what Compose has no counterpart of is a warning at its place", () => {
  test.each([
    [withOptions("--rm"), "--rm"],
    [withOptions("--link db"), "--link"],
    [withOptions("--link=db"), "--link"],
    [withOptions("--read-only", "--network-alias a", "--init"), "--network-alias"],
    [withOptions("-P"), "-P"],
    [withOptions("--network name=a,alias=b"), "--network"],
    [withOptions("--network $NET"), "--network"],
    [withOptions("--ulimit nofile"), "--ulimit"],
    [withOptions("--mount type=bind,foo=bar"), "--mount"],
    [withOptions("--mount type=bind,constructor=bar"), "--mount"],
    [withOptions("--user"), "--user"],
    [withOptions("--hostname $(hostname)"), "--hostname $(hostname)"],
    [withOptions("--label a=b; id"), "--label a=b; id"],
    [withOptions("--label 'a"), "--label 'a"],
    ["env: [{ name: A, value: $(id) }]\nstart: { compose: true }\n", 'A="$(id)"'],
    ["env: [{ name: A, value: $1 }]\nstart: { compose: true }\n", 'A="$1"'],
    ["env: [{ name: A, value: '${A%b}' }]\nstart: { compose: true }\n", 'A="${A%b}"'],
    ["args: [--id=$$]\nstart: { compose: true }\n", "--id=$$"],
    ["args: ['> x']\nstart: { compose: true }\n", "> x"],
  ])("%s", async (more, what) => {
    const { findings, sample } = await composed(more);
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding?.message).toBe(
      `unexpected ${what}, of which Compose has no counterpart: the Compose sample does not say it`,
    );
    expect(finding?.severity).toBe("warning");
    expect(finding?.line).toBeGreaterThan(2);
    expect(sample).toContain("image: dhi.io/app:<tag>");
  });

  test("and none where nobody asks for a Compose file", () => {
    expect(startPage("start: { options: [--rm, --link db] }\n").findings).toEqual([]);
  });
});

describe("a Compose file of the facts", () => {
  test("declares volumes and networks by name alone", async () => {
    const { file } = await composed(`
volumes:
  - { path: /a, source: data }
  - { path: /b, source: ./b }
  - { path: /c, source: /srv/c }
  - { path: /d, source: $HOME/d }
  - { path: /e, source: <folder> }
start: { compose: true, options: [--network my-net, -v cache:/f] }
`);
    expect(file.volumes).toEqual({ data: null, cache: null });
    expect(file.networks).toEqual({ "my-net": { external: true } });
  });

  test("publishes no ports on the host's network, where there are none to publish", async () => {
    const { service } = await composed("ports: [80]\nstart: { compose: true, options: [--network=host] }\n");
    expect(service).toEqual({ image: "dhi.io/app:<tag>", network_mode: "host" });
  });

  test("quotes what YAML would take for something else", async () => {
    const { service } = await composed(`
ports: [53/udp]
env:
  - { name: NO, value: yes }
  - { name: N, value: 1.10 }
  - { name: C, value: "a: b # c" }
  - { name: Q, value: "\\"'\\\\\`" }
  - { name: E, value: "" }
args: [-c, "'echo \\"$x\\" && y'", "*.txt", "-"]
start: { compose: true }
`);
    expect(service).toEqual({
      image: "dhi.io/app:<tag>",
      environment: { NO: "yes", N: "1.10", C: "a: b # c", Q: "\"'\\`", E: "" },
      ports: ["53:53/udp"],
      command: ["-c", 'echo "$$x" && y', "*.txt", "-"],
    });
  });

  test("follows the registry profile", () => {
    const { text } = startPage("args: [dhi.io/b:<tag>]\nstart: { compose: true }\n", {}, { registry: "mirror" });
    const [sample = ""] = samplesOf(text, "yaml");
    expect(parse(sample)).toMatchObject({
      services: { app: { image: "<your-namespace>/dhi-app:<tag>", command: ["<your-namespace>/dhi-b:<tag>"] } },
    });
  });

  test("says how one starts what reads its input, which `up` hands nothing", () => {
    const { text } = startPage("start: { mode: stdin, compose: { service: web } }\n");
    expect(text.replace(/\s+/g, " ")).toContain("to be started with `docker compose run --rm web`: ```yaml");
  });

  test.each([
    ["its ports", "ports: [80]\nstart: { mode: interactive, compose: true }\n", "--service-ports app`"],
    ["a port of an option", "start: { mode: stdin, options: [-p 80:80], compose: true }\n", "--service-ports app`"],
    ["none", "ports: [80]\nstart: { mode: stdin, publish: false, compose: true }\n", "--rm app`"],
    ["the host's", "ports: [80]\nstart: { mode: stdin, options: [--network=host], compose: true }\n", "--rm app`"],
  ])("publishes what the run sample does where it reads its input: %s", (_, more, expected) => {
    expect(startPage(more).text.replace(/\s+/g, " ")).toContain(expected);
  });

  test("has the words and the service that the author gives", () => {
    const { text } = startPage("start: { compose: { text: Mine., service: web } }\n");
    expect(text).toContain("Mine.\n\n```yaml\nservices:\n  web:\n    image: dhi.io/app:<tag>\n");
    expect(startPage("ports: [80]\nstart: { compose: true }\n").text).toContain(
      "in a file `compose.yaml`:\n\n```yaml\nservices:\n  app:\n",
    );
  });
});
