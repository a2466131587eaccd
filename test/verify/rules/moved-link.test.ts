import { testRule } from "./cases.ts";

testRule("moved-link", {
  misses: [["the new address", "example", "<https://docs.docker.com/reference/cli/docker/debug/>\n"]],
});
