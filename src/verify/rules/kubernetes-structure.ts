import { isMap } from "yaml";

import { offsetAt, isElided, isYamlBlock } from "../parsed/code-blocks.ts";
import { introductionOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule } from "../rule.ts";
import { anyOf } from "../parsed/any-of.ts";

const WORKLOADS = new Set(["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]);

/** How a text calls a sample that is not a whole manifest. */
const FRAGMENT = anyOf(
  /\bpatch(?:es|ing)?\b/i,
  /\boverlays?\b/i,
  /\bkustomiz\w+/i,
  /\bmerge[sd]?\b/i,
  /\bexcerpt/i,
  /\bsnippet/i,
  /\bfragment/i,
  /\bpartial/i,
  /\bshortened/i,
  /\babbreviated/i,
  /\brelevant\s+(?:parts?|sections?|fields?|lines?)\b/i,
);

/** A Kubernetes workload that the API server refuses: without a selector, or one that selects other pods. */
export const kubernetesStructure: Rule = {
  code: "kubernetes-structure",
  severity: "warning",
  check: ({ guide, samples }) =>
    guide.allCode
      .filter((block) => (isYamlBlock(block) || block.lang === "") && /^kind:/m.test(block.value))
      .flatMap((block) =>
        samples.yaml(block).flatMap((document): RuleProblem[] => {
          const kind = document.get("kind");
          if (!isMap(document.contents) || typeof kind !== "string" || !WORKLOADS.has(kind)) return [];
          // A patch or a fragment leaves out more than the selector, or is called one.
          const isWhole =
            document.has("apiVersion") &&
            document.hasIn(["spec", "template", "spec", "containers"]) &&
            !FRAGMENT.test(introductionOf(guide.prose, block.start));
          const [from, to] = document.range;
          if (!isWhole || isElided(block.value.slice(from, to))) return [];
          const start = offsetAt(block, document.contents.range?.[0] ?? from);
          if (!document.hasIn(["spec", "selector"])) {
            return [
              {
                start,
                message: `unexpected ${kind} without spec.selector, which the API server refuses`,
                fix: "Add spec.selector.matchLabels, and the same labels to the pod template.",
              },
            ];
          }
          const wanted = document.getIn(["spec", "selector", "matchLabels"]);
          const labels = document.getIn(["spec", "template", "metadata", "labels"]);
          const missing = isMap(wanted)
            ? wanted.items
                .map(({ key, value }) => [String(key), String(value)] as const)
                .filter(([key, value]) => !isMap(labels) || String(labels.get(key)) !== value)
            : [];
          return missing.map(([key, value]) => ({
            start,
            message: `unexpected selector ${key}: ${value} of the ${kind}, which its pod template does not have as a label`,
          }));
        }),
      ),
};
