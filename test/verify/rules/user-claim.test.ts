import { comparison, testRule } from "./cases.ts";

testRule("user-claim", {
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
    ["not root", "example", "The image doesn't run as root. It never runs as root. The image does not run as root.\n"],
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
});
