import { testRule } from "./cases.ts";

testRule("port-unmentioned", { misses: [["a longer number", "mixed", "Ports 53 and 8053, not 80530.\n"]] });
