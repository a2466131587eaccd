import { testRule } from "./cases.ts";

testRule("package-manager-claim", {
  errors: [["no apt", "shelly", "The runtime image ships without `apt`.\n", 1]],
  misses: [
    ["of another", "shelly", "No package manager of another distribution is included.\n"],
    ["there is none", "example", "Runtime images don't contain a package manager.\n"],
    ["the dev variant", "example", "The dev variant has no package manager of its own.\n".replace("no", "a")],
  ],
});
