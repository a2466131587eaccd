import { testRule } from "./cases.ts";

testRule("spelling", {
  misses: [
    ["a name", "example", "It reads from Zabbixium.\n"],
    ["what also stands in code", "example", "Set `zabbixd` so that zabbixd starts.\n"],
  ],
});
