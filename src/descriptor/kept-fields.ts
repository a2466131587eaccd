import * as z from "zod";
import { inline } from "./fields.ts";

/** What is not as the definitions say, and is to stay. */
export const keepField = z
  .record(z.string(), inline("Why it is not what the definitions say.", "the other ports are internal"))
  .meta({
    description: "Facts that `sync` leaves as they are: the fact, and why.",
    examples: [{ ports: "the other ports are internal" }],
  });

/** What `verify` is to accept. */
export const suppressField = z
  .record(z.string(), inline("Why the rule's findings are accepted.", "the upstream image is meant"))
  .meta({
    description: "Findings of `verify` that are accepted in the guide: the rule, and why.",
    examples: [{ "user-claim": "upstream's user is meant" }],
  });
