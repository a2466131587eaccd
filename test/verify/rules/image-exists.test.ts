import { bash, fence, testRule } from "./cases.ts";

testRule("image-exists", {
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
});
