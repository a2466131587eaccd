import { describe, expect, test } from "vitest";
import { verifyAs } from "./small-catalog.ts";

/*
 * What each rule must find besides the example of its page, and what looks like it and must be left alone. A case names
 * the image of the small catalog that the guide is about, and the text; a hit names the line too.
 */
type Case = readonly [behaviour: string, image: string, text: string, line?: number];
interface Cases {
  readonly errors?: readonly Case[];
  readonly warnings?: readonly Case[];
  readonly misses: readonly Case[];
}

const bash = (script: string) => `\`\`\`bash\n${script}\n\`\`\`\n`;
const fence = (lang: string, value: string) => `\`\`\`${lang}\n${value}\n\`\`\`\n`;
const POD =
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: b\n      image: dhi.io/example:1\n    - name: c\n      image: dhi.io/shelly:2";
const DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers: []";
const SERVICE = 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["1234:1234"]';
const compose = (rest: string) => fence("yaml", `services:\n  a:\n    image: x\n${rest}`);
const comparison = (cell: string, other = "Runs as root") =>
  `| Feature | Non-hardened X | Docker Hardened X |\n| --- | --- | --- |\n| User | ${other} | ${cell} |\n`;

const CASES: Readonly<Record<string, Cases>> = {
  "image-exists": {
    errors: [
      ["beside a command that mirrors no image", "example", bash("docker mirror-check dhi/example:1"), 2],

      ["what will be pulled", "example", "`dhi.io/exampl` will be pulled by Compose.\n", 1],
      ["what a change adds", "example", fence("yaml", " a:\n-  image: x\n+  image: dhi.io/nothing:1"), 4],

      ["an unknown image", "example", bash("docker run dhi.io/nothing:1"), 2],
      ["the prefix of a mirror under the public registry", "example", bash("docker pull dhi.io/dhi-busybox"), 2],
      ["a registry that is misspelt", "example", "Pull `dhis.io/example:1`.\n", 1],
      ["a namespace under the public registry", "example", bash("docker run dhi.io/<your-namespace>/example:1"), 2],
      ["a command glued to the tag", "example", bash("docker run dhi.io/example:<tag>/dbg/bin/sh"), 2],
      ["a chart that nobody publishes", "example", bash("helm pull oci://dhi.io/nothing-chart"), 2],
      ["an unknown image of a mirror", "example", bash("docker run <your-namespace>/dhi-nothing:1"), 2],
      ["an unknown image in prose", "example", "It is like the image `dhi/nothing`.\n", 1],
      [
        "a chart that a stage copies from",
        "example",
        fence("dockerfile", "COPY --from=dhi.io/promtail-chart:1 /a /b"),
        2,
      ],
      ["a chart for an image", "example", bash("kubectl set image deployment/a b=dhi.io/promtail-chart:1"), 2],
      ["a chart that values name", "example", bash("helm install a b --set image.repository=dhi.io/promtail-chart"), 2],
    ],
    warnings: [
      ["the name of a chart", "example", bash("docker run dhi.io/promtail:<tag>"), 2],
      [
        "the own image without a registry beside one of dhi.io",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/redis:<tag>\n  b:\n    image: example:7"),
        6,
      ],
    ],
    misses: [
      ["a question", "example", "Is there a `dhi.io/nothing`? Not yet.\n"],
      ["what is made up", "example", "Names like `dhi.io/nothing` are made up.\n"],
      ["what is in preparation", "example", "The `dhi.io/nothing-chart` chart is in preparation.\n"],
      ["a placeholder in capitals", "example", bash("docker pull dhi.io/NAME:TAG")],

      ["once it exists", "example", fence("yaml", "a:\n  # Switch to dhi.io/nothing once it exists\n  image: x/y:1")],

      ["what will be published", "example", "`dhi.io/nothing` will be published later.\n"],
      ["what is planned in a list", "example", "The following are planned:\n\n- `dhi.io/nothing`\n"],
      ["neither of two", "example", "Neither `dhi.io/nothing` nor `dhi.io/nowhere` exists.\n"],
      ["a typo as an example", "example", 'A typo such as `dhi.io/exampl` gives "not found".\n'],
      ["what is deprecated", "example", "> `dhi.io/nothing` is deprecated.\n"],
      ["what one may request", "example", "You can request `dhi.io/nothing` on GitHub.\n"],
      ["what a change takes away", "example", fence("diff", "- FROM dhi.io/nothing:1\n+ FROM dhi.io/example:1")],
      [
        "the source of a mirror",
        "example",
        bash("docker dhi mirror start --org acme \\\n  -r dhi/example,acme/dhi-example"),
      ],

      ["a chart", "example", bash("helm pull oci://dhi.io/example-chart")],
      ["a placeholder", "example", "Pull `dhi.io/<repository>:<tag>`.\n"],
      ["the reader's own image", "example", bash("docker run dhi.io/your-app-image:<tag>")],
      ["the target of docker tag", "example", bash("docker tag dhi.io/example:1 dhi.io/dhi/example:1")],
      ["a package of the build", "example", "OpenSSL comes from `dhi/pkg-openssl`.\n"],
      ["an address of the catalog's page", "example", "<https://hub.docker.com/hardened-images/catalog/dhi/nothing>\n"],
      ["a folder", "example", bash("helm upgrade x chart -f dhi/values.yaml && mkdir dhi/data")],
      ["a local build", "example", bash("docker run dhi/example:local")],
      ["the name of a repository in prose", "example", "It is like `dhi/redis`.\n"],
      ["not yet published, it says", "example", "The image `dhi.io/nothing:1` is not yet published.\n"],
      ["removed, it says", "example", "Its predecessor, `dhi.io/nothing`, was removed.\n"],
      ["not available, it says", "example", "`dhi.io/nothing` isn't available yet, so build it.\n"],
      ["there is none, it says", "example", "There is no `dhi.io/nothing` image.\n"],
      ["another one instead", "example", "Use `dhi.io/example` instead of `dhi.io/nothing`.\n"],
      ["to come, the row says", "example", "| Image | When |\n| --- | --- |\n| `dhi.io/nothing` | Coming soon |\n"],
      ["to come, the list says", "example", "These are not published yet:\n\n- `dhi.io/nothing`\n"],
      [
        "a comment that says so over two lines",
        "example",
        fence("yaml", "a:\n  # dhi.io/nothing is\n  # not yet published.\n  image: x/y:1"),
      ],
      [
        "a comment above that says so",
        "example",
        fence("dockerfile", "# This image does not exist yet.\nFROM dhi.io/nothing:1"),
      ],
      [
        "another image with a comment",
        "example",
        fence("yaml", "- image: dhi.io/example:1\n# The upstream image.\n- image: redis:7"),
      ],
      ["another image's own tag", "example", fence("yaml", "- image: dhi.io/example:1\n- image: redis:alpine")],
      [
        "another image beside one of dhi.io, which may be upstream's",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n  b:\n    image: redis:7"),
      ],
      ["another image where nothing is of dhi.io", "example", fence("yaml", "services:\n  b:\n    image: redis:7")],
    ],
  },
  "tag-published": {
    errors: [
      [
        "a sample after a warning",
        "example",
        "Avoid floating tags. Use a pinned tag:\n\n```bash\ndocker run dhi.io/example:9.8\n```\n",
        4,
      ],
      [
        "a sample where another is not there",
        "example",
        "If your image isn't available, use this:\n\n```bash\ndocker run dhi.io/example:9.8\n```\n",
        4,
      ],
      [
        "a comment of what is right",
        "example",
        fence("bash", "# Wrong\ndocker run a/b\n\n# Right\ndocker run dhi.io/example:9.8"),
        6,
      ],

      ["beside a placeholder", "example", bash("docker run dhi.io/example:<tag>\ndocker run dhi.io/example:9.8"), 3],
      ["what one upgrades to", "example", "Upgrade to `dhi.io/example:9.8`.\n", 1],
      ["what one replaces another with", "example", "Replace `a/b:1` with `dhi.io/example:9.8`.\n", 1],
      ["one of two", "example", "Use either `dhi.io/example:1` or `dhi.io/example:9.8`.\n", 1],
      ["what is used to build", "example", "`dhi.io/example:9.8-dev` is used to build it.\n", 1],
      ["beside what is deprecated", "example", "The old way is deprecated, so use `dhi.io/example:9.8`.\n", 1],
      ["where something else fails", "example", "If the build fails, use `dhi.io/example:9.8`.\n", 1],
      ["what a change adds", "example", fence("dockerfile", "-FROM a\n+FROM dhi.io/example:9.8"), 3],
      ["the column of what is", "example", "| From | To |\n| --- | --- |\n| `a/b:1` | `dhi.io/example:9.8` |\n", 3],
      [
        "a list of YAML, which is no change",
        "example",
        fence("yaml", "- image: dhi.io/example:9.8\n- image: dhi.io/example:1"),
        2,
      ],
      [
        "a pull before one that fails",
        "example",
        fence("console", "$ docker run dhi.io/example:9.8\n$ docker run other\nnot found"),
        2,
      ],

      ["a version that never was", "example", bash("docker run dhi.io/example:9.9"), 2],
      ["a suffix that no tag has", "example", bash("docker run dhi.io/example:<tag>-compat"), 2],
      ["latest in an action", "example", fence("yaml", "uses: docker://dhi.io/example:latest"), 2],
      ["letters with a suffix that no tag has", "example", bash("docker run dhi.io/example:X.Y-compat"), 2],
    ],
    warnings: [["an older patch of a published line", "example", bash("docker run dhi.io/example:1.4.0"), 2]],
    misses: [
      ["what is not maintained any more", "example", "> `dhi.io/example:0.8` isn't maintained anymore.\n"],
      ["what one must not use", "example", "Pin a tag. Don't use `dhi.io/example:latest`.\n"],
      [
        "a comment of what is wrong",
        "example",
        fence("bash", "# Wrong\ndocker run dhi.io/example:latest\n\n# Right\ndocker run dhi.io/example:1"),
      ],
      [
        "a sample of what to avoid",
        "example",
        "Pin a tag. Avoid floating tags such as the following:\n\n```bash\ndocker run dhi.io/example:latest\n```\n",
      ],
      ["a sample that fails", "example", "This command fails:\n\n```bash\ndocker run dhi.io/example:latest\n```\n"],

      ["a candidate", "example", "Tags have the form `dhi.io/example:vX.Y.Z-rc.N`.\n"],
      [
        "a placeholder in capitals",
        "example",
        bash(
          "docker run dhi.io/example:YOUR_TAG\ndocker run dhi.io/example:your-tag\ndocker run dhi.io/example:__VERSION__",
        ),
      ],
      ["what comes", "example", "The tag `dhi.io/example:2.0` will be published in June.\n"],
      ["what becomes available", "example", "Version 2, `dhi.io/example:2`, becomes available later.\n"],
      ["what was before", "example", "Before version 1, the image was `dhi.io/example:0.9`.\n"],
      ["what guides said", "example", "Guides used to say `dhi.io/example:latest`.\n"],
      ["what one replaces", "example", "Replace `dhi.io/example:latest` with a pinned tag.\n"],
      ["what one changes", "example", "Change `dhi.io/example:0.9` to `dhi.io/example:1`.\n"],
      ["what one upgrades from", "example", "Upgrade from `dhi.io/example:0.9` to `dhi.io/example:1`.\n"],
      ["what fails", "example", "So `docker pull dhi.io/example:latest` fails.\n"],
      ["a message", "example", fence("text", "manifest for dhi.io/example:9.9 not found: manifest unknown")],
      [
        "a pull that fails in a session",
        "example",
        fence("console", "$ docker pull dhi.io/example:9.9\nmanifest for dhi.io/example:9.9 not found"),
      ],
      ["what a change takes away", "example", fence("dockerfile", "-FROM dhi.io/example:0.9\n+FROM dhi.io/example:1")],
      [
        "the column of what was",
        "example",
        "| From | To |\n| --- | --- |\n| `dhi.io/example:0.9` | `dhi.io/example:1` |\n",
      ],
      [
        "a comment of what was",
        "example",
        fence("dockerfile", "# Before: FROM dhi.io/example:0.9\nFROM dhi.io/example:1"),
      ],
      ["what ended", "example", "`dhi.io/example:0.9` reached its end of life.\n"],
      ["extended life", "example", "It covers `dhi.io/example:0.9-els`.\n"],
      ["a signature", "example", "It is kept as `dhi.io/example:sha256-<digest>.sig`.\n"],
      ["a supposition", "example", "If a tag `dhi.io/example:7` existed, you could pull it.\n"],

      ["a suffix that a tag has", "example", bash("docker run dhi.io/example:<tag>-dev")],
      ["a version with a placeholder", "example", bash("docker run dhi.io/example:1.<minor>")],
      ["a FIPS tag", "example", bash("docker run dhi.io/example:1-fips-dev")],
      ...["X.YY", "x.y.z", "1.x", "N.N", "v1.2.x", "1.xx-dev", "YYYY.MM.DD", "VERSION", "<X.Y>"].map((tag): Case => [
        `${tag} for a version`,
        "example",
        `Run \`dhi.io/example:${tag}\`.\n`,
      ]),
      ["letters in a sample", "example", bash("docker run dhi.io/example:X.YY --version")],
      ["not yet published, it says", "example", "The tag `dhi.io/example:2.0` is not yet published.\n"],
      ["what one must not use", "example", "Avoid `dhi.io/example:latest`.\n"],
      ["what is pinned by digest", "example", bash("docker run dhi.io/example:1.4.0@sha256:0123")],
      ["an image whose definitions are not known", "example", bash("docker run dhi.io/nginx:9.9.9")],
      ["what the reader builds", "example", bash("docker build -t dhi.io/example:mine .")],
      [
        "what Compose builds",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:mine\n    build: ."),
      ],
    ],
  },
  "untagged-reference": {
    errors: [
      [
        "docker run over lines",
        "example",
        bash("docker run --rm \\\n  -p 80:8080 \\\n  dhi.io/example \\\n  --help"),
        4,
      ],
      ["docker run in quotes", "example", bash('docker run "dhi.io/example" --help'), 2],
      ["docker pull in a session", "example", fence("console", "$ docker image pull dhi.io/example"), 2],
      ["a pull by podman", "example", bash("podman pull --quiet dhi.io/example"), 2],
      ["an inspection by buildx", "example", bash("docker buildx imagetools inspect dhi.io/example"), 2],
      ["the base of a build", "example", fence("dockerfile", "FROM --platform=linux/amd64 dhi.io/example AS a"), 2],
      ["what is copied from", "example", fence("dockerfile", "FROM a\nCOPY --from=dhi.io/example /a /a"), 3],
      ["a service of Compose", "example", fence("yaml", "services:\n  a:\n    image: dhi.io/example"), 4],
      [
        "a container of a list",
        "example",
        fence("yaml", "containers:\n  - image: 'dhi.io/example'\n    name: a\n  - version: 1"),
        3,
      ],
      [
        "a container in a here-document",
        "example",
        bash("kubectl apply -f - <<EOF\ncontainers:\n- name: a\n  image: dhi.io/example\nEOF"),
        5,
      ],
      ["in JSON", "example", fence("json", '{ "name": "a", "image": "dhi.io/example" }'), 2],
      ["kubectl run", "example", bash("kubectl run a --image=dhi.io/example"), 2],
      ["arguments of docker", "example", fence("json", '{ "args": [\n  "run",\n  "--rm",\n  "dhi.io/example"\n] }'), 5],
      ["in a quote", "example", "> 1. Build it:\n>\n>    ```dockerfile\n>    FROM dhi.io/example\n>    ```\n", 4],
      ["kubectl set image", "example", bash("kubectl set image deployment/a a=dhi.io/example"), 2],
      ["with Windows line ends", "example", "```bash\r\ndocker pull dhi.io/example\r\n```\r\n", 2],
    ],
    warnings: [
      [
        "a mount",
        "example",
        bash("docker run \\\n  --mount=type=image,source=dhi.io/shelly,destination=/dbg \\\n  dhi.io/example:1"),
        3,
      ],
      [
        "a mount in another order",
        "example",
        bash("docker run --mount src=dhi.io/shelly,type=image,dst=/dbg dhi.io/example:1"),
        2,
      ],
    ],
    misses: [
      ["a tag", "example", bash("docker run dhi.io/example:<tag>")],
      ["a digest", "example", bash("docker pull dhi.io/example@sha256:<digest>")],
      ["a tag that a command prints", "example", bash("docker pull dhi.io/example:$(cat tag)")],
      ["prose", "example", "Run `docker pull dhi.io/example` and add a tag.\n"],
      ["a comment", "example", bash("# docker pull dhi.io/example")],
      ["docker scout", "example", bash("docker scout cves dhi.io/example")],
      ["docker debug and cosign", "example", bash("docker debug dhi.io/example\ncosign verify dhi.io/example")],
      [
        "a repository of a chart",
        "example",
        bash("helm install a b --set image.repository=dhi.io/example --set a.image=dhi.io/example"),
      ],
      ["a repository in values", "example", fence("yaml", "image:\n  repository: dhi.io/example\n  tag: 1")],
      ["a tag beside it", "example", fence("yaml", "spec:\n  imageTag: 1\n  image: dhi.io/example\n  port: 1")],
      [
        "a version below it",
        "example",
        fence("yaml", "spec:\n  image: dhi.io/example\n  env:\n    a: b\n  version: v1"),
      ],
      ["a new name", "example", fence("yaml", "images:\n  - name: a\n    newName: dhi.io/example")],
      ["the target of docker tag", "example", bash("docker tag a dhi.io/example")],
      ["a chart", "example", bash("helm pull oci://dhi.io/example-chart")],
      ["an image whose definitions are not known", "example", bash("docker run dhi.io/nginx")],
      ["the reader's namespace", "example", bash("docker run <your-namespace>/dhi-example")],
      ["an image that publishes latest", "wrapped", bash("docker run dhi.io/wrapped")],
    ],
  },
  "listed-tag": {
    warnings: [
      ["in a column of tags", "example", "| Variant | Image tag |\n| --- | --- |\n| Dev | ``1.4.0-dev`` |\n", 3],
      ["in a column of variants", "example", "| Variants |\n| --- |\n| `1.3-debian12` |\n", 3],
      ["in a sentence over lines", "example", "It is available with\ntags like `1`,\n`1.4.0-debian13`.\n", 3],
      ["in a list in a quote", "example", "> - Tag: `v1.4.1-debian13`\n", 1],
      ["a version that never was", "example", "Use the tag `2.0-dev`.\n", 1],
    ],
    misses: [
      ["published tags", "example", "| Tag |\n| --- |\n| `1.4.2-debian13`, `1-dev` |\n"],
      ["a version", "example", "The tag of version `1.4.0` is new.\n"],
      ["another column", "example", "| Tag | Chart |\n| --- | --- |\n| `1` | `1.4.0-dev` |\n"],
      ["a sentence about something else", "example", "It needs Go `1.3-dev`.\n"],
      ["another scheme of suffixes", "example", "Use the tag `1.3-bookworm`.\n"],
      ["upstream", "example", "The upstream tag is `1.3-debian12`.\n"],
      ["a comparison", "example", "| Official tag | Tag |\n| --- | --- |\n| `1.3-debian12` | `1-debian13` |\n"],
      ["what is gone", "example", "The tag `1.3-debian12` is no longer published.\n"],
      ["the form of tags", "example", "Tags have the format `<version>-<distribution>`, for example `1.3-debian12`.\n"],
      ["a placeholder", "example", "Use the tag `<version>-dev` or `1.x-dev`.\n"],
      ["a FIPS tag", "example", "Use the tag `1.3-fips-dev`.\n"],
      ["a page about a chart", "chart/example/overview.md", "Use the tag `0.3-debian12`.\n"],
    ],
  },
  "shell-claim": {
    errors: [
      [
        "a pronoun for the image set against another",
        "shelly",
        "Unlike the Redis image, this image is small. It contains no shell.\n",
        1,
      ],

      ["once", "shelly", "Once it is started, note that this image has no shell.\n", 1],
      ["a verb", "shelly", "The image targets production and has no shell.\n", 1],
      ["where aside", "shelly", "In production, where security matters, this image has no shell.\n", 1],
      ["as expected", "shelly", "This image has no shell, as you would expect.\n", 1],
      ["any runtime image", "shelly", "A runtime image has no shell.\n", 1],
      ["as noted", "shelly", "As noted earlier, this image has no shell.\n", 1],

      ["do not include", "shelly", "The runtime image does not include a shell.\n", 1],
      ["later in a list", "shelly", "Runtime images don't include a package manager, curl, or a shell.\n", 1],
      ["exclude", "shelly", "Runtime variants exclude shells and debugging tools.\n", 1],
      ["a list item without hedging", "shelly", "These images:\n\n- Do not include a shell\n", 3],
      ["over a line break", "shelly", "The image does not contain a\nshell.\n", 1],
      ["in a quotation", "shelly", "> **Note:** The runtime image has no `bash` shell.\n", 1],
      ["set against others", "shelly", "**Note**: Unlike some other images, this image has no shell.\n", 1],
      ["set against upstream", "shelly", "While the upstream image has one, this image does not include a shell.\n", 1],
      ["by its own name", "shelly", "The Shelly image does not include a shell.\n", 1],
      ["shell access", "shelly", "Runtime variants provide no shell access.\n", 1],
    ],
    warnings: [
      [
        "a hedged list, where the guide denies it again",
        "shelly",
        "These images typically:\n\n- Do not include a shell\n\nIts dev variants include a shell.\n",
        3,
      ],
      ["some variants have one", "mixed", "The runtime image does not include a shell.\n", 1],
      ["a hedged list", "shelly", "These images typically:\n\n- Do not include a shell\n", 3],
    ],
    misses: [
      [
        "a misconception",
        "shelly",
        "It's a common misconception that this image has no shell. You might think this image has no shell.\n",
      ],
      ["a pronoun for another image", "shelly", "Alternatively, use `dhi.io/busybox`. It contains no shell.\n"],

      ["what is quoted", "shelly", 'Some say "this image has no shell".\n'],
      ["two denials", "shelly", "The image no longer has no shell.\n"],

      ["denied", "shelly", "It is not true that the image has no shell.\n"],
      ["a supposition", "shelly", "Suppose that the image does not contain a shell.\n"],
      ["a wrong assumption", "shelly", "Don't assume that the image has no shell.\n"],
      ["what was", "shelly", "Until version 1, the image did not contain a shell.\n"],
      ["what used to be", "shelly", "The image used to have no shell.\n"],
      ["what is to come", "shelly", "A later variant of this image will not include a shell.\n"],
      ["where there is none", "shelly", "Where an image has no shell, use Docker Debug.\n"],
      ["a debug container's target", "shelly", "Ephemeral debug containers work even where the target has no shell.\n"],
      ["any container", "shelly", "Use Docker Debug, since a running container may have no shell.\n"],
      ["a database", "shelly", "The database container does not have a shell.\n"],
      ["distroless", "shelly", "A distroless container image has no shell.\n"],
      ["no need", "shelly", "No shell is needed to run it.\n"],
      ["against what is expected", "shelly", "Contrary to what you may expect of it, it has no shell problems.\n"],

      ["what holds typically, where some have one", "mixed", "These images typically do not include a shell.\n"],
      [
        "what holds typically, where the guide says how this image is",
        "shelly",
        "These images typically:\n\n- Do not include a shell\n\n> **Note:** This image includes `bash`.\n",
      ],
      ["a flavor that has one", "flavored", "The runtime image has no shell.\n"],
      ["there is none", "example", "The runtime image does not include a shell.\n"],
      ["images without a shell in general", "shelly", "Use Docker Debug to debug containers with no shell.\n"],
      ["shell tools", "shelly", "It does not include common shell tools.\n"],
      ["a shell script", "shelly", "The image does not include a shell script.\n"],
      ["upstream", "shelly", "The upstream image does not include a shell.\n"],
      ["the other column", "shelly", comparison("Has `bash`", "No shell")],
      ["a heading", "shelly", "### Why no shell or package manager?\n"],
      ["what the row itself sets right", "shelly", "| Item | Note |\n| --- | --- |\n| No shell | It has a shell. |\n"],
      ["FIPS variants", "shelly", "FIPS variants do not include a shell.\n"],
      ["a condition", "shelly", "If an image does not include a shell, use Docker Debug.\n"],
      ["no other shell", "shelly", "It has no other shell than bash.\n"],
      ["some images", "shelly", "Some images, such as static, don't contain a shell.\n"],
      [
        "some images in a cell",
        "shelly",
        "| Item | Note |\n| --- | --- |\n| No shell | Many DHI images have no shell. |\n",
      ],
      ["most images", "shelly", "Most hardened images do not include a shell.\n"],
      ["a list about most images", "shelly", "Most Docker Hardened Images:\n\n- Do not include a shell\n"],
      ["images such as", "shelly", "Images such as `static` do not include a shell.\n"],
      ["images, for example", "shelly", "Hardened images (e.g. static) don't include a shell.\n"],
      ["another image by name", "shelly", "The busybox image does not include a shell.\n"],
      ["another image by reference", "shelly", "`dhi.io/example:1` does not include a shell.\n"],
      ["the reader's image", "shelly", "Your application image does not include a shell.\n"],
      ["a container beside it", "shelly", "The init container does not include a shell.\n"],
      ["images left open", "shelly", "Use Docker Debug for images that don't contain a shell.\n"],
      ...[
        "The `nonroot` user has no shell.",
        "The account has no shell and no home.",
        "The process does not have a shell as its parent.",
        "The web UI does not provide a shell.",
        "Because Redis does not include a shell, mount one.",
        "Previously, the image had no shell.",
        "Some variants do not include a shell.",
        "The Alpine variant does not include a shell.",
        "Copy it into busybox, which has no shell.",
        "The resulting image has no shell.",
        "The error means that the container has no shell.",
        "| Feature | Alpine | Debian |\n| --- | --- | --- |\n| Shell | No shell | bash |",
        "| Image | Shell |\n| --- | --- |\n| busybox | No shell |",
        "| Image | Shell |\n| --- | --- |\n| `dhi.io/example:1` | No shell |",
      ].map((text): Case => [`another subject: ${text}`, "shelly", `${text}\n`]),
      ["a question", "shelly", "Why does the image not include a shell?\n"],
      ["a shell that is not needed", "shelly", "There is no shell needed to start it.\n"],
      ["a shell's history", "shelly", "It has no shell history.\n"],
    ],
  },
  "package-manager-claim": {
    errors: [["no apt", "shelly", "The runtime image ships without `apt`.\n", 1]],
    misses: [
      ["of another", "shelly", "No package manager of another distribution is included.\n"],

      ["there is none", "example", "Runtime images don't contain a package manager.\n"],
      ["the dev variant", "example", "The dev variant has no package manager of its own.\n".replace("no", "a")],
    ],
  },
  "user-claim": {
    errors: [
      ["not small", "example", "The image is not small and runs as root.\n", 1],
      ["instead of nonroot", "example", "Instead of nonroot, this image runs as root.\n", 1],

      ["nonroot though root", "shelly", "Runtime images run as a nonroot user by default.\n", 1],
      ["root though nonroot", "example", "By default, the image runs as root.\n", 1],
      ["the cell of the hardened image", "shelly", comparison("Nonroot user"), 3],
      ["another uid", "example", "The image runs as the `app` user (UID 1001).\n", 1],
      ["a pronoun", "example", "Runtime variants are small. They run as root and are fast.\n", 1],
    ],
    warnings: [["a hedged list", "shelly", "These images typically:\n\n- Run as a nonroot user\n", 3]],
    misses: [
      ["images at large", "example", "Images that run as root are a risk.\n"],

      [
        "not root",
        "example",
        "The image doesn't run as root. It never runs as root. The image does not run as root.\n",
      ],
      ["no longer root", "example", "This image no longer runs as root.\n"],
      [
        "instead of root",
        "example",
        "The image runs as nonroot instead of root. Rather than run as root, it is nonroot.\n",
      ],
      [
        "any container",
        "example",
        "A container that runs as root can write there. The client container runs as UID 1000.\n",
      ],
      ["what used to be", "example", "This image used to run as root.\n"],

      [
        "what holds typically, where the guide says how this image is",
        "shelly",
        "These images typically:\n\n- Run as the nonroot user\n\nThis image runs as root.\n",
      ],
      [
        "an item about another variant",
        "example",
        "In runtime and dev variants:\n\n- **Dev** (`dhi.io/example:<tag>-dev`) — has a shell. Runs as root.\n",
      ],
      [
        "an item about a dev variant, with a colon",
        "example",
        "Runtime and more:\n\n- Dev variant: small. Runs as root.\n",
      ],
      ["it says both", "shelly", "Most images run as the nonroot user, but this image runs as root.\n"],
      ["dev variants run as root", "example", "Dev variants include `dev` in the tag. They run as root.\n"],
      ["the other column", "example", comparison("Runs as nonroot user")],
      [
        "a name that ends in .dev",
        "example",
        "| Feature | Docker Hardened Trigger.dev |\n| --- | --- |\n| User | Runs as nonroot user |\n",
      ],
      ["upstream's uid", "example", "The upstream image runs as UID 8983.\n"],
      ["instead of another uid", "example", "It runs as UID 65532 instead of UID 1000.\n"],
      ["a condition", "example", "If the target runs as a user with UID 65534, the signal fails.\n"],
      ["what one must do", "example", "The pod must run as root.\n"],
      ["a process", "example", "The kubelet runs as root on each node.\n"],
      ["most images", "shelly", "Most DHI images run as nonroot. This image runs as root.\n"],
      ["what a setting gives", "example", "With `runAsUser: 0` the container runs as root.\n"],
      ["what an option gives", "example", "The container runs as root when you pass `--user 0`.\n"],
      ["a container beside it", "example", "The init container runs as root to own the volume.\n"],
      [
        "the owner of a file",
        "example",
        "| Feature | Upstream | Docker Hardened X |\n| --- | --- | --- |\n| File owner | root | root |\n",
      ],
      [
        "an account of a database",
        "example",
        "| Feature | Upstream | Docker Hardened X |\n| --- | --- | --- |\n| Database user | root | root |\n",
      ],
      ["a database's user", "example", "| Variable | Default |\n| --- | --- |\n| `DB_USER` | `root` |\n"],
    ],
  },
  "dev-variant-claim": {
    errors: [
      ["runtime variants only", "example", "The image is available as runtime variants only.\n", 1],
      ["not published", "example", "Dev variants (`*-dev`) are not currently published for this image.\n", 1],
      ["in a cell", "example", "| Item | X |\n| --- | --- |\n| Shell | None (no dev variant published) |\n", 3],
    ],
    warnings: [
      ["described though there is none", "shelly", "Use the `dev` variant to build.\n", 1],
      ["never mentioned", "example", "Example is a tool.\n", 1],
    ],
    misses: [
      ["there is none", "shelly", "There are no dev variants for this image.\n"],
      ["non-dev images", "shelly", "Non-dev images are small.\n"],
      ["no shell in them", "example", "There is no compiler in the dev variants.\n"],
      ["upstream's", "example", "The upstream project has no dev variants, this image does.\n"],
      ["a device", "shelly", "Write to `/dev/null` in dev mode.\n"],
      ["whatever one builds with", "shelly", "Use `dev` images in build stages to run shell commands.\n"],
      ["a step of a migration", "shelly", "Install the packages in the build stage that uses a `dev` image.\n"],
      ["images with a dev tag", "shelly", "Use package managers only in images with a `dev` tag.\n"],
      ["another image's", "shelly", fence("dockerfile", "FROM dhi.io/example:<tag>-dev AS build")],
      ["of another image", "example", "There is no dev image of Redis. Use the `dev` tag.\n"],
      ["of one distribution", "example", "There is no Alpine dev variant. Use the `dev` tag.\n"],
      ["of another flavor", "example", "The compat flavor has no dev variant. Use the `dev` tag.\n"],
      ["what upstream has not", "example", "Compared to upstream, which has no dev variant, it has `dev`.\n"],
      ["some images have none", "example", "The `dev` tag is for builds. Some images have no dev variants.\n"],
    ],
  },
  "compat-variant-claim": {
    warnings: [
      ["described though there is none", "example", "Use the compat variant.\n", 1],
      ["never mentioned", "shelly", "Shelly is a tool.\n", 1],
    ],
    misses: [["a setting of that name", "example", 'Set `compat: ["docker2s2"]` to push.\n']],
  },
  "debug-entrypoint": {
    errors: [
      [
        "the mount's target under another name",
        "example",
        bash("docker run --mount type=image,source=dhi.io/busybox,target=/tools dhi.io/example:1 /tools/bin/sh"),
        2,
      ],
      [
        "an entry point behind an init",
        "wrapped",
        bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/wrapped:1 /dbg/bin/sh"),
        2,
      ],
    ],
    warnings: [
      [
        "an image that the sample does not name",
        "example",
        bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/<image-name>:<tag> /dbg/bin/sh"),
        2,
      ],
    ],
    misses: [
      [
        "a script hands on what it is handed",
        "shelly",
        bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/shelly:2 /dbg/bin/sh"),
      ],
      [
        "no entry point",
        "mixed",
        bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/mixed:3 /dbg/bin/sh"),
      ],
      ["no image is mounted", "example", bash("docker run -v /dbg:/dbg dhi.io/example:1 /dbg/bin/sh")],
    ],
  },
  "repeated-entrypoint": {
    errors: [
      ["before a command", "example", bash("docker run --rm dhi.io/example:<tag> example init demo"), 2],
      ["by its path", "example", bash("docker run dhi.io/example:1 \\\n  /usr/local/bin/example init demo"), 3],
      ["behind an init", "wrapped", bash("docker run dhi.io/wrapped:1 wrapped start"), 2],
      ["an entry point with a command", "meter", bash("podman run dhi.io/meter:1 meter serve"), 2],
      [
        "in Compose",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    command: [example, start]"),
        5,
      ],
      [
        "in Compose, on one line",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    command: example start"),
        5,
      ],
      [
        "in Kubernetes",
        "example",
        fence(
          "yaml",
          "spec:\n  containers:\n    - name: a\n      image: dhi.io/example:1\n      args:\n        - example\n        - start",
        ),
        7,
      ],
      [
        "in a list",
        "example",
        `1. Run it:\n\n   ${bash("docker run dhi.io/example:1 example init").replace(/\n/g, "\n   ")}\n`,
        4,
      ],
    ],
    warnings: [["before an option", "example", bash("docker run dhi.io/example:<tag> example --help"), 2]],
    misses: [
      ["another command", "example", bash("docker run dhi.io/example:1 init example")],
      ["another entry point", "example", bash("docker run --entrypoint sh dhi.io/example:1 example init")],
      ["a script hands it on", "keeper", bash("docker run dhi.io/keeper:1 keeper start")],
      ["no entry point", "mixed", bash("docker run dhi.io/mixed:3 mixed start")],
      [
        "a command that has the program's name, beside others",
        "example",
        bash("docker run dhi.io/example:1 version\ndocker run dhi.io/example:1 example --cert=a"),
      ],
      ["an option's value", "example", bash("docker run dhi.io/example:1 --home=/opt/example")],
      [
        "another command in Kubernetes",
        "example",
        fence(
          "yaml",
          "spec:\n  containers:\n    - name: a\n      image: dhi.io/example:1\n      command: [sh]\n      args: [example, start]",
        ),
      ],
    ],
  },
  "data-volume": {
    errors: [
      ["a folder beside the image's", "keeper", bash("docker run -v data:/var/lib/keeper/data dhi.io/keeper:1"), 2],
      [
        "as a mount",
        "keeper",
        bash("docker run \\\n  --mount type=volume,source=x,target=/var/lib/keeper/data \\\n  dhi.io/keeper:<tag>"),
        3,
      ],
      [
        "another folder of a volume for data",
        "keeper",
        bash("docker run -v keeper-data:/data dhi.io/keeper:1 keeper"),
        2,
      ],
      [
        "in Compose, on a page of another image",
        "example",
        fence("yaml", "services:\n  db:\n    image: dhi.io/keeper\n    volumes:\n      - db:/var/lib/keeper/data"),
        6,
      ],
      [
        "in Compose, in full",
        "keeper",
        fence(
          "yaml",
          "services:\n  db:\n    image: dhi.io/keeper:1\n    volumes:\n      - type: volume\n        source: db\n        target: /keeper/data",
        ),
        6,
      ],
      [
        "a claim in Kubernetes",
        "keeper",
        fence(
          "yaml",
          "spec:\n  containers:\n    - name: a\n      image: dhi.io/keeper:1\n      volumeMounts:\n        - name: data\n          mountPath: /var/lib/keeper/data\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: data",
        ),
        8,
      ],
      [
        "a claim of a StatefulSet",
        "keeper",
        fence(
          "yaml",
          "spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: dhi.io/keeper:1\n          volumeMounts:\n            - { name: data, mountPath: /var/lib/keeper/data }\n  volumeClaimTemplates:\n    - metadata:\n        name: data",
        ),
        9,
      ],
      ["an option of the image names it", "meter", bash("docker run -v meter-data:/data dhi.io/meter:1"), 2],
    ],
    warnings: [
      ["a folder of the host", "keeper", bash("docker run -v ./x:/var/lib/keeper/data dhi.io/keeper:1"), 2],
      ["a folder that the program begins in", "store", bash("docker run -v store-data:/data dhi.io/store:1"), 2],
      [
        "variables in a file",
        "keeper",
        fence(
          "yaml",
          "services:\n  db:\n    image: dhi.io/keeper:1\n    env_file: .env\n    volumes:\n      - db:/keeper/data",
        ),
        7,
      ],
    ],
    misses: [
      ["the data folder", "keeper", bash("docker run -v data:/var/lib/keeper/1/data dhi.io/keeper:1")],
      ["with a slash behind it", "keeper", bash("docker run -v data:/var/lib/keeper/1/data/ dhi.io/keeper:1")],
      ["a folder that it is in", "keeper", bash("docker run -v data:/var/lib/keeper dhi.io/keeper:1")],
      ["a folder in it", "keeper", bash("docker run -v data:/var/lib/keeper/1/data/base dhi.io/keeper:1")],
      ["the sample sets it", "keeper", bash("docker run -e KEEPER_DATA_DIR=/data -v data:/data dhi.io/keeper:1")],
      [
        "the sample sets it to a folder in it",
        "keeper",
        fence(
          "yaml",
          "services:\n  db:\n    image: dhi.io/keeper:1\n    environment:\n      - KEEPER_DATA_DIR=/data/db\n    volumes:\n      - db:/data",
        ),
      ],
      ["an option sets it", "meter", bash("docker run -v meter-data:/data dhi.io/meter:1 --storage.path=/data")],
      ["the folder that the program begins in", "store", bash("docker run -v data:/var/lib/store dhi.io/store:1")],
      [
        "the sample sets it for many",
        "keeper",
        fence(
          "yaml",
          "x-env: &env\n  KEEPER_DATA_DIR: /data\nservices:\n  a:\n    image: dhi.io/keeper:1\n    environment: *env\n    volumes: [a:/data]\n  b:\n    image: dhi.io/keeper:1\n    environment:\n      <<: *env\n    volumes: [b:/data]",
        ),
      ],
      [
        "the sample sets it for many, through others",
        "keeper",
        fence(
          "yaml",
          "x-a: &a\n  KEEPER_DATA_DIR: /data\nx-b: &b\n  <<: *a\nservices:\n  a:\n    image: dhi.io/keeper:1\n    environment:\n      B: c\n      <<: [*b]\n    volumes: [a:/data]",
        ),
      ],
      ["another folder beside it", "keeper", bash("docker run -v wal:/var/lib/keeper/wal dhi.io/keeper:1")],
      ["settings", "keeper", bash("docker run -v keeper-config:/etc/keeper dhi.io/keeper:1")],
      ["scripts at the start", "keeper", bash("docker run -v init-db:/docker-entrypoint-initdb.d dhi.io/keeper:1")],
      ["logs beside the data", "keeper", bash("docker run -v logs:/var/lib/keeper/logs dhi.io/keeper:1")],
      ["what is read alone", "keeper", bash("docker run -v data:/data:ro dhi.io/keeper:1")],
      ["what is kept besides", "keeper", bash("docker run -v a:/var/lib/keeper -v keeper-data:/data dhi.io/keeper:1")],
      ["another program", "keeper", bash("docker run -v keeper-data:/data dhi.io/keeper:1 tar czf /x.tgz .")],
      ["another entry point", "keeper", bash("docker run --entrypoint tar -v keeper-data:/data dhi.io/keeper:1")],
      ["an image of another registry", "keeper", bash("docker run -v data:/var/lib/keeper/data keeper:1")],
      ["an image without a data folder", "example", bash("docker run -v data:/data dhi.io/example:1")],
      ["a placeholder", "keeper", bash("docker run -v data:/var/lib/keeper/<major>/data dhi.io/keeper:1")],
      ["what is not kept", "keeper", bash("docker run --mount type=tmpfs,target=/var/lib/keeper/data dhi.io/keeper:1")],
    ],
  },
  "misplaced-option": {
    errors: [
      ["a port", "example", bash("docker run dhi.io/example:1 -p 8080:8080"), 2],
      ["in the line below", "example", bash("docker run --rm \\\n  dhi.io/example:<tag> \\\n  -v ./a:/b:ro"), 4],
      ["behind a name", "example", bash("docker run dhi.io/example:1 --name web --publish=127.0.0.1:80:8080"), 2],
      ["a variable", "example", bash("docker run dhi.io/example:1 -d -e LOG_LEVEL=debug"), 2],
      ["in place of a program", "mixed", bash("docker run --rm dhi.io/mixed:3 --version"), 2],
      ["in place of a program, both", "mixed", bash("docker run dhi.io/mixed:3 -it -p 80:80 sh"), 2],
      [
        "in place of a program in Compose",
        "mixed",
        fence("yaml", "services:\n  a:\n    image: dhi.io/mixed:3\n    command: --port 80"),
        5,
      ],
      ["how it restarts", "mixed", bash("podman run dhi.io/mixed:3 --restart unless-stopped"), 2],
    ],
    misses: [
      ["an option of an entry point", "example", bash("docker run --rm dhi.io/example:1 --version")],
      ["an entry point of the sample", "mixed", bash("docker run --entrypoint ls dhi.io/mixed:3 -l")],
      ["a program and its option", "mixed", bash("docker run dhi.io/mixed:3 ls -l")],
      ["a port of the program", "example", bash("docker run dhi.io/example:1 -p 5432")],
      ["what the program prints", "example", bash("docker run dhi.io/example:1 -v")],
      ["a name alone", "example", bash("docker run dhi.io/example:1 --name node1")],
      ["an option of a command", "mixed", bash("docker run dhi.io/mixed:3 forward -p 80:80")],
      ["docker in docker", "mixed", bash("docker run dhi.io/mixed:3 docker run -p 80:80 nginx")],
      ["behind an option of the program", "example", bash("docker run dhi.io/example:1 --config a -v a:/b")],
      ["more options in place of the image", "example", bash("docker run <more> -v a:/b dhi.io/example:1 test")],
    ],
  },
  "sample-user": {
    errors: [
      ["an owner", "example", fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=web:web . /app"), 3],
      [
        "an owner in the last stage",
        "example",
        fence(
          "dockerfile",
          "FROM alpine AS build\nRUN chown 5:5 /a\n\nFROM dhi.io/example:<tag> AS runtime\nCOPY --from=build --chown=web /a /a",
        ),
        6,
      ],
      [
        "beside an account of another stage",
        "keeper",
        fence("dockerfile", "FROM alpine AS a\nRUN adduser -D web\nFROM dhi.io/keeper:1\nUSER nonroot"),
        5,
      ],
      ["a group", "keeper", fence("dockerfile", "FROM dhi.io/keeper:1\nADD --chown=keeper:web a /a"), 3],
      ["whom it runs as", "keeper", fence("docker", "FROM dhi.io/keeper:1\nUSER nonroot"), 3],
      ["a stage of a stage", "keeper", fence("", "FROM dhi.io/keeper:1 AS a\nFROM a\nUSER nonroot"), 4],
      ["in a command", "keeper", bash("docker run --user nonroot dhi.io/keeper:1"), 2],
      [
        "in Compose",
        "keeper",
        fence("yaml", "services:\n  a:\n    image: dhi.io/keeper:1\n    user: nonroot:nonroot"),
        5,
      ],
    ],
    warnings: [
      [
        "an owner below a text",
        "example",
        `The files must be readable by the nonroot user:\n\n${fence("dockerfile", "COPY --chown=1001:1001 . /app")}`,
        4,
      ],
      [
        "an owner of a folder",
        "example",
        `The image runs as the nonroot user. Give it the folder:\n\n${bash("sudo chown -R 1000:1000 ./data")}`,
        4,
      ],
    ],
    misses: [
      [
        "its own",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=nonroot:nonroot . /app\nUSER nonroot"),
      ],
      ["root", "example", fence("dockerfile", "FROM dhi.io/example:1\nUSER root")],
      ["numbers", "example", fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=1001:1001 . /app\nUSER 1001")],
      ["a user of the system", "example", fence("dockerfile", "FROM dhi.io/example:1\nUSER www-data")],
      [
        "a user that the sample makes",
        "example",
        fence("dockerfile", "FROM dhi.io/example:<tag>-dev\nRUN useradd web\nUSER web"),
      ],
      ["another image", "example", fence("dockerfile", "FROM node:22\nCOPY --chown=node:node . /app")],
      ["a variable", "example", fence("dockerfile", "FROM dhi.io/example:1\nARG UID\nCOPY --chown=$UID . /app")],
      ["the reader's own", "example", bash('docker run --user "$(id -u):$(id -g)" dhi.io/example:1')],
      ["another on purpose", "example", bash("docker run --user 1000:1000 dhi.io/example:1")],
      ["an image whose users are not known", "shelly", fence("dockerfile", "FROM dhi.io/shelly:2\nUSER web")],
      ["the right owner", "example", `The image runs as the nonroot user:\n\n${bash("chown -R 65532:65532 ./data")}`],
      ["an owner that the text names", "example", `Upstream runs as UID 1000:\n\n${bash("chown -R 1000:1000 ./data")}`],
      ["an owner below another text", "example", `Prepare the folder:\n\n${bash("chown -R 1000:1000 ./data")}`],
    ],
  },
  "environment-claim": {
    warnings: [
      [
        "a default in a table",
        "keeper",
        "| Variable | Description | Default |\n| --- | --- | --- |\n| `KEEPER_LIMIT` | How many | `30` |\n",
        3,
      ],
      ["what it defaults to", "keeper", "`KEEPER_DATA_DIR` defaults to `/data`.\n", 1],
      ["what it is set to", "keeper", "The variable\n`KEEPER_LIMIT` is set to `30`, which is enough.\n", 2],
    ],
    misses: [
      ["the same", "keeper", "`KEEPER_DATA_DIR` defaults to `/var/lib/keeper/1/data/`.\n"],
      ["what others have", "keeper", "In the upstream image `KEEPER_LIMIT` is set to `30`.\n"],
      [
        "the column of others",
        "keeper",
        "| Variable | Upstream default | Default |\n| --- | --- | --- |\n| `KEEPER_LIMIT` | `30` | `300` |\n",
      ],
      ["a condition", "keeper", "If `KEEPER_LIMIT` is set to `30`, it is slow.\n"],
      ["a sample", "keeper", "In the sample below, `KEEPER_LIMIT` is set to `30`.\n"],
      ["a wish", "keeper", "`KEEPER_LIMIT` must be set. Its value is `30`.\n"],
      ["a description", "keeper", "| Name | Default |\n| --- | --- |\n| `KEEPER_LIMIT` | none |\n"],
      ["a placeholder", "keeper", "`KEEPER_DATA_DIR` is set to `/var/lib/keeper/<major>/data`.\n"],
      ["a variable that some definitions set", "example", "`EXAMPLE_HOME` defaults to `/other`.\n"],
      ["a longer name", "keeper", "`MY_KEEPER_LIMIT` defaults to `30`.\n"],
    ],
  },
  "shell-continuation": {
    errors: [
      ["a here-document that spaces indent", "example", bash("if true; then\n  cat <<-EOF\n  x\n  EOF\nfi"), 5],

      ["a backslash at the end", "example", bash("docker run \\\n  --rm \\"), 3],
      ["blanks after it", "example", bash("docker run \\ \n  --rm x"), 2],
      ["a blank line after it", "example", bash("docker run \\\n\n  --rm x"), 2],
      ["two backslashes", "example", bash("docker run \\\\\n  --rm x"), 2],
      ["a here-document with blanks at its end", "example", bash("cat <<EOF\na\nEOF  "), 4],
      ["a here-document that never ends", "example", bash("cat <<'END'\na"), 2],
      ["behind a prompt", "example", fence("console", "$ helm install \\\n  --set a=b\n  --set c=d"), 3],
      ["behind a comment", "example", bash("docker run # start\n  --rm x"), 2],
      ["two here-documents, the second open", "example", bash("cat <<A <<B\nA\nb"), 2],
      ["a here-document in a list", "example", "1. Write:\n\n   ```bash\n   cat <<EOF\n   a\n    EOF\n   ```\n", 6],
      ["in a substitution", "example", bash("X=$(docker run \\ \n  --rm x)"), 2],
    ],
    misses: [
      ["PowerShell without a language", "example", fence("", "docker run --rm `\n  -p 1:1 `\n  a")],
      ["the prompt of Windows", "example", fence("", "docker run --rm ^\n  -p 1:1 ^\n  a")],
      ["a change", "example", fence("bash", " docker run\n-  -p 1:1 a\n+  -p 2:2 a")],

      ["a comment in the middle", "example", bash("helm install \\\n  --set a=b # \\\n  # --set c=d")],
      ["what a command prints", "example", fence("console", "$ x --help\nOptions:\n  --all  show all")],
      ["a list of YAML in a here-document", "example", bash("cat <<EOF\na:\n  - b\n  --c\nEOF")],
      ["an indented terminator of <<-", "example", bash("cat <<-EOF\n\ta\n\tEOF")],
      ["a here-string", "example", bash("cat <<<EOF")],
      ["a here-document in quotes", "example", bash("sh -c 'cat > /c << \"EOF\"\na: 1\nEOF'")],
      ["a here-document in double quotes", "example", bash('sh -c "cat <<EOF\n  a\n  EOF"')],
      ["a shift", "example", bash("echo $((1 << 3))")],
      ["options in an array", "example", bash("ARGS=(\n  --rm\n  --name x\n)")],
      ["a backslash in quotes", "example", bash("awk '{ print \\\n}' x")],
      [
        "a here-document in a Compose file without a language",
        "example",
        fence(
          "",
          "services:\n  a:\n    command:\n      - |\n        cat <<'EOF'\n        x\n        EOF\n\n        exec a",
        ),
      ],
      ["a here-document in a session", "example", fence("console", "$ cat > a <<EOF\na: 1\nEOF\n$ cat a\na: 1")],
      ["a here-document behind second prompts", "example", fence("console", "$ cat <<EOF\n> a\n> EOF\na")],
    ],
  },
  "shell-syntax": {
    errors: [
      ["behind a prompt", "example", bash("$ echo a |\n$ echo b )"), 3],
      ["the second of two samples", "example", bash("echo a") + bash("echo 'a"), 5],
    ],
    misses: [
      ["tests in Bats behind what they load", "example", bash("load 'a'\n\n@test \"it's fine\" {\n  run b\n}")],

      ["Zsh's own loops", "example", fence("zsh", "for f (*.txt) echo $f")],
      ["a change", "example", fence("bash", "--- a/run.sh\n+++ b/run.sh\n-docker run a (x)\n+docker run b (x)")],

      ["a placeholder at the end of a line", "example", bash("docker run dhi.io/example:<tag>\necho ok")],
      ["a placeholder with blanks", "example", bash("kubectl get <your secret name>")],
      ["a template", "example", bash("echo {{ .Values.x }}")],
      ["what a session prints", "example", bash("$ echo a\nfoo ( bar")],
      ["a sample that leaves something out", "example", bash("docker run (\n...")],
      ["quotes in two samples", "example", bash('echo "a"') + bash("echo 'b'")],
      ["tests in Bats", "example", bash('#!/usr/bin/env bats\n@test "a" {\n  x\n}')],
      ["another language", "example", bash("#!/usr/bin/env python3\nprint((1)")],
      ["what a command prints", "example", bash("kubectl get svc\nNAME   PORT(S)\nx   80/TCP")],
    ],
  },
  "own-name": {
    errors: [
      [
        "in both heads of a comparison, once",
        "example",
        "| Feature | Non-hardened Redis | Docker Hardened Redis |\n| --- | --- | --- |\n| a | b | c |\n",
        1,
      ],
      [
        "in the head of the comparison",
        "example",
        "| Feature | Docker Official Image | Docker Hardened Redis |\n| --- | --- | --- |\n| a | b | c |\n",
        1,
      ],
      ["in the first heading", "example", "## Start an Other Tool instance\n", 1],
      ["a product beside the ports", "example", "They can't bind. Argo CD default ports work without issues.\n", 1],
      [
        "in the debug sample",
        "example",
        bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg \\\n  dhi.io/redis:<tag> /dbg/bin/sh"),
        3,
      ],
    ],
    misses: [
      [
        "what the own image is compared to",
        "example",
        "| Feature | Docker Official Redis | Docker Hardened Example |\n| --- | --- | --- |\n| a | b | c |\n",
      ],
      [
        "another image that it does start",
        "example",
        `## Start a Redis container\n\n${bash("docker run dhi.io/redis:7")}`,
      ],
      ["no name at all", "example", "They can't bind. The default port 8080 works without issues.\n"],
      ["a part of the own name", "other-tool", "They can't bind. Tool default ports work without issues.\n"],
      ["the own name in another spelling", "other-tool", "## Start an OTHER-TOOL instance\n"],
      ["another image in running text", "example", "Example reads from Other Tool.\n"],
      ["a sentence without a name", "example", "Note that the default ports work.\n"],
      [
        "another name of the own image",
        "example",
        "## Run Examplectl\n\n| Feature | Docker Hardened Examplectl |\n| --- | --- |\n| a | b |\n",
      ],
    ],
  },
  "generic-placeholder": {
    errors: [
      ["behind the registry", "example", bash("docker run dhi.io/<image-name>:<tag>"), 2],
      ["behind the namespace", "example", bash("docker run <your-namespace>/<image-name>:<tag>"), 2],
    ],
    misses: [
      ["an argument of the program", "example", bash("docker run dhi.io/example:1 cves <image-name>:<tag>")],
      ["in prose", "example", "Pull `dhi.io/<image-name>`.\n"],
      ["a container's name", "example", bash("docker debug <container-name>")],
    ],
  },
  "registry-profile": {
    errors: [
      [
        "an organization without FIPS",
        "example",
        "Log in to your organization:\n\n```bash\ndocker run <your-namespace>/dhi-example:1\n```\n",
        4,
      ],

      ["wording", "example", "Before you start, you must mirror the image repository.\n", 1],
      ["a path without a tag", "example", fence("yaml", "repository: <your-namespace>/dhi-example"), 2],
    ],
    misses: [
      ["a row about STIG", "example", "| Variant | How |\n| --- | --- |\n| STIG | You must mirror the repository |\n"],

      [
        "FIPS by another wording",
        "example",
        "## FIPS-compliant variant\n\nPull it from the namespace of your organization, for example your company namespace:\n\n```bash\ndocker run <your-namespace>/dhi-example:<tag>\n```\n",
      ],
      [
        "STIG",
        "example",
        "## STIG scan\n\nThe attestations are of images in your organization:\n\n```bash\ndocker scout attest list <your-namespace>/dhi-example:<tag>\n```\n",
      ],
      [
        "what is customized",
        "example",
        "Customized images are built from your mirrored repository:\n\n```bash\ndocker pull <your-namespace>/dhi-example:1\n```\n",
      ],
      ["a FIPS tag in a variable", "example", bash("TAG=1-fips\ndocker run <your-namespace>/dhi-example:$TAG")],
      [
        "a copy into the mirror",
        "example",
        bash(
          "crane copy dhi.io/example:1 \\\n  <your-namespace>/dhi-example:1\ndocker push <your-namespace>/dhi-example:1",
        ),
      ],
      [
        "a list of what needs a mirror",
        "example",
        "For compliance variants:\n\n- You must mirror the repository first.\n",
      ],

      [
        "prose tells how a mirrored image is called",
        "example",
        "Mirrored image: `<your-namespace>/dhi-example:<tag>`\n",
      ],
      ["the reader's own image", "example", fence("yaml", "image: <your-namespace>/my-app:latest")],
      ["a FIPS variant", "example", bash("docker pull <your-namespace>/dhi-example:<tag>-fips")],
      ["a FIPS variant by version", "example", bash("docker pull <your-namespace>/dhi-example:1-debian13-fips-dev")],
      [
        "a section on what only a mirror has",
        "example",
        `## Customized images\n\nMirror the repository first.\n\nThen pull it.\n\n${bash("docker pull <your-namespace>/dhi-example:1")}`,
      ],
      ["wording on what only a mirror has", "example", "To use a FIPS variant, you must mirror the repository.\n"],
      [
        "a second sample for a mirror",
        "example",
        `${bash("docker pull dhi.io/example:1")}\nFrom your mirror:\n\n${bash("docker pull <your-namespace>/dhi-example:1")}`,
      ],
    ],
  },
  "visible-placeholder": {
    errors: [["in a table", "example", "| a | b |\n| --- | --- |\n| x | <your-namespace> |\n", 3]],
    misses: [
      ["HTML that a browser knows", "example", "Press <kbd>Enter</kbd><br>twice.\n"],
      ["in code", "example", "`<tag>` and\n\n    <tag>\n"],
      ["an escaped bracket", "example", "ports \\<1024 and \\<tag>\n"],
    ],
  },
  "leaked-template": {
    errors: [
      ["a sentence to the author", "example", "Only include this section if there are FIPS variants.\n", 1],
      ["braces that nothing filled in", "example", "Start {{image.title}} now.\n", 1],
      ["an internal tool", "example", bash("dhi def run x"), 2],
      ["a to-do", "example", "TODO: describe the volumes.\n", 1],
      ["a section to be removed", "example", "Remove this section if there are no FIPS variants.\n", 1],
    ],
    warnings: [["another comment", "example", "<!-- see the ticket -->\n\nText.\n", 1]],
    misses: [
      ["an application of to-dos", "example", "TODO lists are stored in Redis.\n"],
      ["what the reader deletes", "example", "Remove this section from `config.yaml` without TLS.\n"],
      ["a directive", "example", "<!-- prettier-ignore -->\n\nText.\n"],
      ["braces in code", "example", "Set `{{ .Values.x }}` in the chart.\n"],
      ["a suppression", "example", "<!-- dhi-guides-disable size: short -->\n\nText.\n"],
    ],
  },
  "heading-structure": {
    errors: [
      ["a level left out", "example", "## A\n\n#### B\n", 3],
      ["twice in one section", "example", "## A\n\n### B\n\n### B\n", 5],
      ["an empty heading", "example", "## A\n\n##\n", 3],
      ["a level left out, once for all of a section", "example", "## A\n\n#### B\n\n##### D\n\n#### C\n", 3],
      ["the page's level, once for what is below", "example", "## A\n\n# B\n\n### C\n\n### D\n", 3],
    ],
    misses: [["twice, in different sections", "example", "## A\n\n### C\n\n## B\n\n### C\n"]],
  },
  "broken-table": {
    errors: [
      ["more cells than the head", "example", "| a | b |\n| --- | --- |\n| x | y | z |\n", 3],
      ["folded into a paragraph", "example", "Differences | a | b | |---|---| | x | y |\n", 1],
    ],
    misses: [
      ["an empty cell", "example", "| a | b |\n| --- | --- |\n| Port |  |\n| Name | x |\n"],
      [
        "a row that heads a group",
        "example",
        "| a | b |\n| --- | --- |\n| x | more words |\n| General settings |  |\n",
      ],
      [
        "a key of two words without a description",
        "example",
        "| a | b |\n| --- | --- |\n| size | in bytes |\n| mode (octal) |  |\n",
      ],
      ["a key without a description", "example", "| a | b |\n| --- | --- |\n| x | more words |\n| log_level |  |\n"],
      ["an escaped pipe", "example", "| a | b |\n| --- | --- |\n| x | `a \\| b` |\n"],
    ],
  },
  "broken-anchor": {
    misses: [
      [
        "a heading with code and capitals",
        "example",
        "## Set `EXAMPLE_HOME`, Please\n\n[x](#set-example_home-please)\n",
      ],
      ["the second heading of a name", "example", "## A\n\n### B\n\n## C\n\n### B\n\n[x](#b-1)\n"],
      ["another page's", "example", "[x](https://example.com/#nowhere)\n"],
    ],
  },
  "relative-link": {
    misses: [
      ["an address", "example", "[x](https://example.com) and [y](mailto:a@example.com)\n"],
      ["an anchor", "example", "## A\n\n[x](#a)\n"],
    ],
  },
  "unclosed-fence": {
    errors: [["in a list item", "example", "1. Do:\n\n   ```bash\n   echo a\n\nText.\n", 3]],
    misses: [
      ["an indented block at the end", "example", "Text:\n\n    echo a\n"],
      ["a longer fence around a shorter", "example", "````markdown\n```bash\n````\n"],
    ],
  },
  "unclosed-code-span": {
    errors: [["an escaped backtick without its pair", "example", "Replace \\`echo now.\n", 1]],
    misses: [["a pair that is meant to be seen", "example", "Write \\`a\\` in quotes.\n"]],
  },
  "moved-link": { misses: [["the new address", "example", "<https://docs.docker.com/reference/cli/docker/debug/>\n"]] },
  "banned-phrase": {
    errors: [["over a line break", "example", "Use old\nphrase first.\n", 1]],
    misses: [["the new phrase", "example", "Use a phrase first.\n"]],
  },
  size: {
    errors: [["25,001 bytes", "example", `${"a".repeat(25_000)}\n`, 1]],
    misses: [["25,000 bytes", "example", `${"a".repeat(24_999)}\n`]],
  },
  "code-syntax": {
    errors: [
      ["YAML beside what is left out", "example", fence("yaml", "a:\n  ...\n  b: c\n d: e"), 1],

      ["YAML", "example", fence("yaml", "a: 1\n b: 2"), 1],
      ["a Dockerfile", "example", fence("dockerfile", "FROM dhi.io/example:<tag>\nCOPY --from=x /a"), 3],
      ["YAML in a here-document", "example", bash("cat > a.yaml <<'EOF'\na: 1\n b: 2\nEOF"), 3],
      ["JSON in a here-document", "example", bash('echo a\ntee a.json <<EOF\n{ "a": 1 }}\nEOF'), 4],
      [
        "a Dockerfile in a here-document",
        "example",
        bash("docker build -f - . <<EOF\nFROM dhi.io/example:<tag>\nCOPY --from=x /a\nEOF"),
        4,
      ],
      ["words after the exec form", "example", fence("dockerfile", 'HEALTHCHECK CMD ["a", "b"] || exit 1'), 2],
      ["an XML declaration below a comment", "example", fence("xml", '<!-- x -->\n<?xml version="1.0"?>'), 3],
    ],
    misses: [
      ["JSON5, which is no JSON", "example", fence("json5", '{ a: [{ b: "c", }], }')],

      ["YAML that leaves out in brackets", "example", fence("yaml", "a:\n  b: c\n  [...]\nd: e")],
      ["YAML with statements of a template", "example", fence("yaml", "{% if a %}\nb: c\n{% endif %}")],
      [
        "a placeholder for a number in JSON",
        "example",
        fence("json", '{ "a": <number>, "b": "<text>", "c": {{ d }} }'),
      ],

      ["a change of YAML", "example", fence("yaml", " a:\n-  b: 1\n+  b: 2")],
      ["a change of a Dockerfile", "example", fence("dockerfile", "-FROM a\n+FROM b\n WORKDIR /c")],
      ["a change of JSON", "example", fence("json", ' {\n-  "a": 1\n+  "a": 2\n }')],
      ["YAML that leaves out", "example", fence("yaml", "a:\n  b: c\n  ...\n  d:\n    …")],
      ["a chart's template", "example", fence("yaml", "a:\n  {{- if .Values.b }}\n  b: {{ .Values.b }}\n  {{- end }}")],

      ["several documents", "example", fence("yaml", "a: 1\n---\na: 2")],
      ["before and after", "example", fence("yaml", "# Before\na: 1\n# After\na: 2")],
      ["comments in JSON", "example", fence("json", '{\n  // why\n  "a": 1\n}')],
      [
        "what the shell replaces in YAML",
        "example",
        bash('cat > a.yaml <<EOF\na: "$(cat "b")"\nb: ${B:-"c"}\n$C\nd: "\\$D"\ne: `f "g: h"`\nEOF'),
      ],
      ["YAML in a file for JSON", "example", bash("cat > a.json <<EOF\na: 1\nEOF")],
      ["a here-document that nothing closes", "example", bash("cat > a.yaml <<EOF\na: 1\n b: 2")],
      ["a template in YAML", "example", fence("yaml", "a: {{ .Values.a }}")],
      ["a fragment of a Dockerfile", "example", fence("dockerfile", "RUN echo a")],
    ],
  },
  "code-language": {
    warnings: [
      ["a command in yaml", "example", fence("yaml", "kubectl get pods"), 1],
      ["what a command prints in bash", "example", bash("NAME    READY   PORT(S)\nx   1/1   80"), 1],
      ["a command and what it prints in bash", "example", bash("kubectl get svc\nNAME   PORT(S)\nx   80/TCP"), 3],
      ["commands without prompts in a console", "example", fence("console", "docker ps\nNAME   PORT(S)"), 2],
      ["a query in bash", "example", bash("sum by (job) (rate(http_requests_total[5m]))"), 1],
      ["a selector of Prometheus in bash", "example", bash('http_requests_total{code="200"}[5m]'), 1],
      ["a database's commands behind its client", "example", bash("psql -U x\nSELECT count(*) FROM a;"), 3],
      ["another interpreter", "example", bash("#!/usr/bin/env python3\nprint(1)"), 1],
      ["a script of Node", "example", bash("#!/usr/local/bin/node\nconsole.log(1)"), 1],
    ],
    misses: [
      ["output alone in a console", "example", fence("console", "NAME (all)  READY\nx   1/1")],
      ["commands without prompts and output in a console", "example", fence("console", "docker ps")],
      ["a session", "example", fence("console", "$ docker ps\nNAME (all)")],
      ["tests in Bats", "example", bash('#!/usr/bin/env bats\n\n@test "a" {\n  [ 1 -eq 1 ]\n}')],
      ["tests in Bats without a first line", "example", bash('@test "a (b)" {\n  run x\n}')],
      ["a shell's first line", "example", bash("#!/usr/bin/env -S bash -eu\nX=1")],
      ["SQL in a here-document", "example", bash("psql <<EOF\nSELECT count(*) FROM a;\nEOF")],
      ["SQL in quotes", "example", bash("psql -c '\nSELECT count(*)\nFROM a'")],
    ],
  },
  "kubernetes-structure": {
    warnings: [
      [
        "a selector that its pods do not match",
        "example",
        fence(
          "yaml",
          "apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector:\n    matchLabels: { app: a }\n  template:\n    metadata:\n      labels: { app: b }\n    spec:\n      containers: []",
        ),
        2,
      ],
      ["in a here-document", "example", bash(`kubectl apply -f - <<EOF\n${DEPLOYMENT}\nEOF`), 3],
      ["in a pipe", "example", bash(`cat << 'EOF' | kubectl -n a apply --filename=-\n${DEPLOYMENT}\nEOF`), 3],
      ["through tee", "example", bash(`sudo tee -a /etc/a.yml <<'EOF' >/dev/null\n${DEPLOYMENT}\nEOF`), 3],
      [
        "below a prompt in a list",
        "example",
        `- A\n\n  \`\`\`console\n  $ cat <<-"END" > a.yaml\n  ${DEPLOYMENT.replaceAll("\n", "\n  ")}\n  END\n  \`\`\`\n`,
        5,
      ],
    ],
    misses: [
      ["a here-document in another language", "example", bash(`cat > a.txt <<EOF\n${DEPLOYMENT}\nEOF`)],
      ["a here-document of a patch", "example", `Write a patch:\n\n${bash(`cat > a.yaml <<EOF\n${DEPLOYMENT}\nEOF`)}`],
      ["a patch", "example", fence("yaml", "kind: Deployment\nspec:\n  template:\n    spec:\n      containers: []")],
      ...["Create a patch file `a.yaml`:", "Write a Kustomize overlay:", "The relevant part of the manifest:"].map(
        (words): Case => [
          `a fragment: ${words}`,
          "example",
          `${words}\n\n${fence("yaml", "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers: []")}`,
        ],
      ),
      [
        "a sample that leaves something out",
        "example",
        fence(
          "yaml",
          "apiVersion: apps/v1\nkind: Deployment\nspec:\n  # ...\n  template:\n    spec:\n      containers: []",
        ),
      ],
    ],
  },
  "compose-structure": {
    warnings: [
      [
        "a wrong type that is merged",
        "example",
        fence("yaml", 'x-a: &a\n  ports: "1"\nservices:\n  a:\n    <<: *a\n    image: x'),
        2,
      ],
      [
        "a file that names itself",
        "example",
        fence("yaml", "# compose.yaml\nservices:\n  a:\n    image: x\n    networks: [n]"),
        6,
      ],

      ["a volume", "example", compose("    volumes:\n      - data:/a:ro"), 6],
      ["a volume in the long form", "example", compose("    volumes: [{ type: volume, source: data, target: /a }]"), 5],
      [
        "a service that it depends on",
        "example",
        compose(
          "    depends_on:\n      b: { condition: service_started }\n      c: { condition: service_started }\n  b:\n    image: y",
        ),
        7,
      ],
      ["the network of a service", "example", compose("    network_mode: service:c\n  b:\n    image: y"), 5],
      ["a link", "example", compose("    links: ['c:d']\n  b:\n    image: y"), 5],
      ["a network", "example", compose("    networks: { n: {} }"), 5],
      ["a secret", "example", compose("    secrets:\n      - source: s"), 6],
      [
        "a volume in a here-document",
        "example",
        bash("docker compose -f - up <<'EOF'\nservices:\n  a:\n    image: x\n    volumes: [data:/a]\nEOF"),
        6,
      ],
      [
        "a volume in a list",
        "example",
        "- Save it:\n\n  ```yaml\n  services:\n    a:\n      image: x\n      volumes: [data:/a]\n  ```\n",
        7,
      ],
      [
        "a variable of the container",
        "example",
        compose("    environment:\n      - A=b\n    command: [sh, -c, 'echo $A']"),
        7,
      ],
      [
        "a variable of a script",
        "example",
        compose("    healthcheck:\n      test: |\n        for i in 1 2; do\n          echo ${i}\n        done"),
        8,
      ],
      ["what Compose cannot replace", "example", compose("    command: sh -c 'echo ${A%%b}'"), 5],
      [
        "an escaped variable in a here-document",
        "example",
        bash(
          `cat > compose.yaml <<EOF\nservices:\n  a:\n    image: x\n    environment: [A=b]\n    command: sh -c 'echo \\$A'\nEOF`,
        ),
        7,
      ],
      ["a value of another type", "example", fence("yaml", "services:\n  a:\n    image: x\n    ports: x"), 5],
    ],
    misses: [
      [
        "variables that are taken over",
        "example",
        fence(
          "yaml",
          "x-env: &env\n  A: b\nservices:\n  a:\n    image: x\n    environment:\n      <<: *env\n      C: d\n  b:\n    image: y\n    environment:\n      <<: [*env]",
        ),
      ],
      [
        "newer types",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: x\n    ports: [{ target: 80, published: "8080" }]\n    env_file: [{ path: .env, required: false }]',
        ),
      ],
      [
        "what is merged",
        "example",
        fence("yaml", "x-a: &a\n  A: b\nservices:\n  a:\n    image: x\n    environment:\n      <<: *a\n      C: d"),
      ],
      [
        "one of several files by its name",
        "example",
        fence("yaml", "# compose.prod.yaml\nservices:\n  a:\n    image: x\n    networks: [n]"),
      ],
      [
        "files that are read together",
        "example",
        "```yaml\nservices:\n  a:\n    image: x\n    networks: [n]\n```\n\n```bash\ndocker compose -f a.yaml \\\n  -f b.yaml up\n```\n",
      ],

      [
        "services that are indented as a whole",
        "example",
        fence("yaml", "  a:\n    image: dhi.io/example:1\n    restart: always"),
      ],
      [
        "a change of a file that is there",
        "example",
        `Update the Compose file:\n\n${fence("yaml", "a:\n  image: dhi.io/example:1\n  restart: always")}`,
      ],
      [
        "declared names",
        "example",
        compose(
          "    depends_on: { b: { condition: service_started } }\n    volumes: [data:/a, ./x:/x, /y:/y, ~/z:/z, $HOME/h:/h, '<volume>:/p', /anonymous]\n    networks: [n, default]\n    links: ['b:db']\n  b:\n    image: y\nvolumes:\n  data:\nnetworks:\n  n: {}",
        ),
      ],
      ["one service of several", "example", compose("    volumes: [data:/a]\n    depends_on: [b]")],
      [
        "a file that is included",
        "example",
        "Write a file:\n\n" + fence("yaml", "include: [b.yaml]\nservices:\n  a:\n    image: x\n    volumes: [data:/a]"),
      ],
      ["a sample that leaves out", "example", compose("    volumes: [data:/a]\n    # ...")],
      [
        "a change of the reader's file",
        "example",
        "Update your existing file:\n\n" + compose("    volumes: [data:/a]"),
      ],
      [
        "a service that need not be there",
        "example",
        compose("    depends_on: { c: { condition: service_started, required: false } }\n  b:\n    image: y"),
      ],
      ["a variable of the reader", "example", compose("    environment: { A: $A }\n    command: sh -c 'echo $A $B'")],
      [
        "a variable that the page sets",
        "example",
        bash("export A=1") + compose("    environment: { A: b }\n    command: sh -c 'echo $A'"),
      ],
      ["an escaped variable", "example", compose("    environment: [A=b]\n    command: sh -c 'echo $$A $${A%%b}'")],
      [
        "a variable with a default",
        "example",
        compose("    environment: [A=b]\n    command: sh -c 'echo ${A:-c} ${B-${C}}'"),
      ],
      ["what Compose leaves alone", "example", compose("    command: ['-x=^/a$', 'sh -c \"$(b) $1 $@\"']")],
      [
        "a variable in a here-document",
        "example",
        bash(
          `cat > compose.yaml <<EOF\nservices:\n  a:\n    image: x\n    environment: [A=b]\n    command: sh -c 'echo $A'\nEOF`,
        ),
      ],
      [
        "a key that the schema does not know",
        "example",
        fence("yaml", "services:\n  a:\n    image: x\n    develop: {}"),
      ],
      ["another tool's services", "example", fence("yaml", "services:\n  - name: a\n    url: b")],
      ["a chart's values", "example", fence("yaml", "server:\n  image: x\n  replicas: 2")],
    ],
  },
  "run-without-shell": {
    errors: [
      [
        "a program among those of the image",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=a /usr/local/bin/a /usr/local/bin/\nRUN a"),
        4,
      ],

      [
        "beside another program",
        "example",
        fence(
          "dockerfile",
          "FROM dhi.io/example:1\nCOPY a /usr/bin/a\nRUN --mount=type=cache,target=/b chmod +x /usr/bin/a",
        ),
        4,
      ],
      [
        "a shell in another stage",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1-dev AS a\nCOPY b /bin/sh\nFROM dhi.io/example:1\nRUN echo a"),
        5,
      ],

      [
        "in a here-document",
        "example",
        bash("cat <<'EOF' > app/Dockerfile.dev\nFROM dhi.io/example:<tag>\nRUN echo a\nEOF"),
        4,
      ],
    ],
    misses: [
      [
        "all programs of another image",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=busybox:1 /bin/ /bin/\nRUN echo a"),
      ],

      [
        "a mounted shell",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1\nRUN --mount=from=busybox,src=/bin,target=/bin echo a"),
      ],
      [
        "a shell of its own",
        "example",
        fence("dockerfile", 'FROM dhi.io/example:1\nSHELL ["/b/sh", "-c"]\nRUN echo a'),
      ],
      [
        "a copied shell",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=busybox:1 /bin/busybox /bin/sh\nRUN echo a"),
      ],

      [
        "a comment that wants a dev variant",
        "example",
        fence(
          "dockerfile",
          "# Build stage (use a tag with the -dev suffix)\nFROM dhi.io/example:<tag> AS build\nRUN echo a",
        ),
      ],
      [
        "a text that wants a dev variant, through another stage",
        "example",
        `Build it with a dev variant:\n\n${fence("dockerfile", "FROM dhi.io/example:<tag> AS base\nFROM base\nRUN echo a")}`,
      ],
      [
        "a script in a here-document",
        "example",
        bash("cat > build.sh <<EOF\nFROM dhi.io/example:<tag>\nRUN echo a\nEOF"),
      ],
      ["the exec form", "example", fence("dockerfile", 'FROM dhi.io/example:<tag>\nRUN ["/a"]')],
      ["an image with a shell", "shelly", fence("dockerfile", "FROM dhi.io/shelly:<tag>\nRUN echo a")],
      [
        "a stage of a dev variant",
        "example",
        fence("dockerfile", "FROM dhi.io/example:1-dev AS build\nRUN echo a\nFROM build\nRUN echo b"),
      ],
      ["another image", "example", fence("dockerfile", "FROM debian\nRUN echo a")],
    ],
  },
  "missing-binary": {
    warnings: [
      [
        "what is for where something else fails",
        "example",
        "If a build fails, look into it:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
        4,
      ],

      [
        "a script that goes on where its check fails",
        "example",
        bash("docker run --entrypoint sh dhi.io/example:1 -c 'a || exit 1'"),
        2,
      ],
      [
        "a container of the project's own service",
        "example",
        bash("docker run dhi.io/example:1\ndocker exec example-example-1 sh"),
        3,
      ],

      ["docker exec", "example", bash("docker run -d --name a dhi.io/example:1\ndocker exec -it -e A=b a sh"), 3],
      [
        "docker exec in a container called after the image",
        "example",
        bash("docker run dhi.io/example:1\ndocker container exec my-example cat /a"),
        3,
      ],
      [
        "docker compose exec",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:1") + bash("docker compose -f b.yaml exec -T a bash"),
        7,
      ],
      [
        "docker exec in a container of Compose",
        "example",
        fence("yaml", "services:\n  a:\n    container_name: b\n    image: dhi.io/example:1") +
          bash("docker exec b bash"),
        8,
      ],
      ["kubectl exec in a pod", "example", fence("yaml", POD) + bash("kubectl exec -n x -it a -- sh"), 14],
      [
        "kubectl exec in a workload of a here-document",
        "example",
        bash(
          `kubectl apply -f - <<EOF\n${POD.replace("kind: Pod", "kind: StatefulSet")}\nEOF\nkubectl exec sts/a -c b -- ls`,
        ),
        14,
      ],
      [
        "kubectl exec in a pod of a workload",
        "example",
        fence("yaml", POD.replace("kind: Pod", "kind: StatefulSet")) + bash("kubectl exec a-0 -- ls"),
        14,
      ],
      [
        "a health check",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: dhi.io/example:1\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost"]',
        ),
        6,
      ],
      [
        "a health check by a shell",
        "example",
        fence(
          "yaml",
          "services:\n  a:\n    image: dhi.io/example:1\n    healthcheck:\n      test: example check || exit 1",
        ),
        6,
      ],
      ["a program in a script", "shelly", bash("docker run --entrypoint bash dhi.io/shelly:2 -c 'a $(curl b)'"), 2],
      [
        "a program handed to an image without an entry point",
        "other-tool",
        bash("docker run dhi.io/other-tool:<tag> ls /"),
        2,
      ],
      [
        "a container's command",
        "example",
        fence("yaml", 'containers:\n  - name: a\n    image: dhi.io/example:<tag>\n    command: ["/bin/sh", "-c", "x"]'),
        5,
      ],
    ],
    misses: [
      [
        "what fails",
        "example",
        "This fails, since there is no shell:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
      ],

      [
        "a service of a project called after the image",
        "example",
        bash("docker run dhi.io/example:1\ndocker exec example-db-1 sh"),
      ],
      [
        "what fails in a session",
        "example",
        fence(
          "console",
          '$ docker run --name a dhi.io/example:1\n$ docker exec a sh\nexec: "sh": executable file not found in $PATH',
        ),
      ],
      [
        "what must fail",
        "example",
        "Verify that there is no shell:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
      ],
      ["what may fail", "example", bash("docker run --entrypoint sh dhi.io/example:1 -c id || echo none")],
      [
        "a mounted program",
        "example",
        fence(
          "yaml",
          "services:\n  a:\n    image: dhi.io/example:1\n    volumes: [./curl:/usr/bin/curl]\n    healthcheck: { test: [CMD, curl, a] }",
        ),
      ],

      [
        "a text that wants a dev variant",
        "example",
        `Use a tag with the \`-dev\` suffix:\n\n${bash("docker run --entrypoint bash dhi.io/example:<tag>")}`,
      ],
      [
        "a running container that has it",
        "example",
        bash("docker run -d --name a dhi.io/example:1-dev\ndocker exec a bash"),
      ],
      [
        "a running container of several images",
        "example",
        bash("docker run --name a postgres:15\ndocker run --name a dhi.io/example:1\ndocker exec a sh"),
      ],
      [
        "a container that the page does not start",
        "example",
        bash("docker run --name a dhi.io/example:1\ndocker exec b sh"),
      ],
      ["a container that a variable names", "example", bash("docker run --name a dhi.io/example:1\ndocker exec $a sh")],
      [
        "a service that is built",
        "example",
        fence("yaml", "services:\n  a:\n    build: .\n    image: dhi.io/example:1") + bash("docker compose exec a sh"),
      ],
      ["another container of the pod", "example", fence("yaml", POD) + bash("kubectl exec a -c c -- sh")],
      [
        "a program of the image itself",
        "example",
        bash("docker run --name a dhi.io/example:1\ndocker exec a example sh"),
      ],
      [
        "a container called after one of two images",
        "example",
        bash("docker run dhi.io/example:1\ndocker run dhi.io/shelly:2\ndocker exec my-example sh"),
      ],
      [
        "a script that brings what it needs",
        "shelly",
        bash("docker run --entrypoint sh dhi.io/shelly:2 -c 'apt-get install -y curl && curl a'"),
      ],
      ["what the shell does itself", "shelly", bash("docker run --entrypoint sh dhi.io/shelly:2 -c 'echo a | read b'")],
      [
        "a health check by the image's own program",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: dhi.io/example:1\n    healthcheck: { test: ["CMD", "example", "sh"] }',
        ),
      ],
      ["an argument of the entry point", "example", bash("docker run dhi.io/example:<tag> ps")],
      ["a mounted program", "example", bash("docker run --entrypoint /dbg/bin/sh dhi.io/example:<tag>")],
      ["a program that comes in any package", "example", bash("docker run --entrypoint example-tool dhi.io/example:1")],
      ["one variant has it", "mixed", bash("docker run dhi.io/mixed:<tag> sh")],
    ],
  },
  "port-undeclared": {
    warnings: [
      [
        "in the long form",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: dhi.io/example:1\n    ports:\n      - target: 7000\n        published: "7000"',
        ),
        6,
      ],
      ["beside a volume of data", "example", bash("docker run -p 7000:7000 -v data:/data dhi.io/example:1"), 2],

      [
        "in a Compose file",
        "example",
        fence("yaml", 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["1234:1234"]'),
        5,
      ],
      ["in a here-document", "example", bash(`cat > compose.yaml <<EOF\n${SERVICE}\nEOF`), 6],
      ["on one address", "example", bash("docker run -p 127.0.0.1:7000:7000 dhi.io/example:1"), 2],
      [
        "that only a Service names",
        "example",
        fence("yaml", "apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: 7000") +
          bash("docker run -p 80:7000 dhi.io/example:1"),
        9,
      ],
    ],
    misses: [
      ["the program's own option", "example", bash("docker run -p 7000:7000 dhi.io/example:1 serve -p 7000")],
      ["settings that an option names", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --config /a/a.yaml")],
      [
        "a configuration of Compose",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: dhi.io/example:1\n    configs: [{ source: c, target: /a/settings }]\n    ports: ["7000:7000"]',
        ),
      ],

      [
        "settings in a file that is mounted",
        "example",
        bash("docker run -p 7000:7000 -v ./a.toml:/a/a.toml dhi.io/example:1"),
      ],
      ["variables in a file", "example", bash("docker run -p 7000:7000 --env-file .env dhi.io/example:1")],
      [
        "another program",
        "example",
        fence(
          "yaml",
          'services:\n  a:\n    image: dhi.io/example:1-dev\n    entrypoint: [sh]\n    ports: ["7000:7000"]',
        ),
      ],
      [
        "a declared one in the long form",
        "example",
        fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    ports: [{ target: 8080, published: 7000 }]"),
      ],

      ["beside a declared one", "example", bash("docker run -p 80:8080 -p 81:7000 dhi.io/example:1")],
      [
        "beside a declared one in Compose",
        "example",
        fence("yaml", 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["80:8080", "81:7000"]'),
      ],
      ["the sample configures it", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen=:7000")],
      ["an address", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen 0.0.0.0:7000")],
      ["an address of IPv6", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen=[::]:7000")],
      ["a variable", "example", bash("docker run -p 7000:7000 -e LISTEN=0.0.0.0:7000 dhi.io/example:1")],
      [
        "a setting in a file",
        "example",
        fence("yaml", "source:\n  http:\n    port: 7000") + bash("docker run -p 7000:7000 dhi.io/example:1"),
      ],
      ["an image without ports", "shelly", bash("docker run -p 7000:7000 dhi.io/shelly:2")],
      ["another image", "example", bash("docker run -p 80:80 nginx")],
    ],
  },
  "port-unmentioned": { misses: [["a longer number", "mixed", "Ports 53 and 8053, not 80530.\n"]] },
  spelling: {
    misses: [
      ["a name", "example", "It reads from Zabbixium.\n"],
      ["what also stands in code", "example", "Set `zabbixd` so that zabbixd starts.\n"],
    ],
  },
};

const config = {
  severity: { spelling: "warning" as const },
  bannedPhrases: [{ from: "old phrase", to: "a phrase" }],
};
const named = (cases: readonly Case[]) =>
  cases.map(([behaviour, image, text, line]) => ({ behaviour, image, text, line }));

describe("names the image that is meant", () => {
  test.each([
    ["by a bare tag", fence("yaml", "- image: dhi.io/example:1\n- image: redis:stack"), "dhi.io/redis-stack"],
    ["by a bare version", fence("yaml", "- image: dhi.io/example:1\n- image: redis:7-stack"), "dhi.io/redis-stack"],
    ["by a tag", bash("docker run dhi.io/example:cli"), "dhi.io/example-cli"],
    ["by a version and a tag", bash("docker run <your-namespace>/dhi-example:1.4-cli"), undefined],
    ["in docker debug", bash("docker debug <image-name>"), "dhi.io/example:<tag>"],
    ["in docker debug with options", bash("docker debug --shell bash <image>"), "dhi.io/example:<tag>"],
  ])("%s", async (_how, text, expected) => {
    const found = await verifyAs("example", text, { profile: "public" });
    const own = found.filter(({ code }) => ["image-exists", "tag-published", "generic-placeholder"].includes(code));
    expect(own.map((finding) => finding.expected)).toEqual(expected === undefined ? [] : [expected]);
  });

  test("in docker debug, from a mirror", async () => {
    const config = { profile: "mirror" as const, namespace: "acme" };
    const findings = await verifyAs("example", bash("docker debug <image-name>"), config);
    const found = findings.find(({ code }) => code === "generic-placeholder");
    expect(found?.expected).toBe("acme/dhi-example:<tag>");
  });
});

describe.each(Object.entries(CASES))("%s", (rule, { errors = [], warnings = [], misses }) => {
  const find = async (image: string, text: string) =>
    (await verifyAs(image, text, config)).filter(({ code }) => code === rule);

  test.each(named(errors))("is an error: $behaviour", async ({ image, text, line }) => {
    const found = await find(image, text);
    expect(found.map((finding) => [finding.severity, finding.line])).toEqual([["error", line]]);
  });

  test.each(named(warnings))("is a warning: $behaviour", async ({ image, text, line }) => {
    const found = await find(image, text);
    expect(found.map((finding) => [finding.severity, finding.line])).toEqual([["warning", line]]);
  });

  test.each(named(misses))("leaves alone: $behaviour", async ({ image, text }) => {
    expect(await find(image, text)).toEqual([]);
  });
});
