import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/*
 * Makes a project of N descriptors, alike on every machine: each has two variables, ports, a use case of two steps with
 * samples, and notes about its variants. No two are the same text, so nothing but the templates' own text can be shared.
 */

const ADJECTIVES = "swift quiet amber solid bright lunar rapid crisp polar stable vivid brisk".split(" ");
const NOUNS = "relay beacon ledger prism harbor signal anchor vector lattice cinder meadow falcon".split(" ");
const KINDS = "exporter operator gateway scheduler proxy agent controller collector broker server".split(" ");
const VERBS = "collects routes stores forwards rewrites samples balances watches signs replays".split(" ");
const THINGS = "metrics traces events messages requests certificates snapshots secrets jobs queries".split(" ");
const PLACES =
  "a cluster of worker nodes|the service it watches|an object store|the control plane|a message queue".split("|");

/** A generator of pseudo-random numbers (mulberry32): the same seed gives the same sequence. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/**
 * The facts and texts of one image.
 *
 * @param {number} index which one
 * @returns {object} the descriptor's values
 */
export function makeImage(index) {
  const random = createRandom(index + 1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = [pick(ADJECTIVES), pick(NOUNS), pick(KINDS)];
  const name = `${words.join("-")}-${index}`;
  const title = `${words.map(capital).join(" ")} ${index}`;
  const variable = words.slice(0, 2).join("_").toUpperCase();
  const port = 1025 + Math.floor(random() * 60000);
  const thing = pick(THINGS);
  const place = pick(PLACES);
  const sentence = () =>
    `It ${pick(VERBS)} ${pick(THINGS)} for ${pick(PLACES)} every ${2 + Math.floor(random() * 90)} seconds.`;
  const level = pick(["debug", "info", "warn"]);
  return {
    name,
    title,
    ports: [`${port}/tcp`, `${port + 1}/tcp`],
    env: [
      {
        name: `${variable}_URL`,
        value: `http://localhost:${port}`,
        default: `http://localhost:${port}`,
        required: true,
        description: `The address of ${place}, with its port \`${port}\`.`,
      },
      {
        name: `${variable}_LEVEL`,
        value: level,
        default: level,
        required: true,
        description: `How much is logged about ${thing}.`,
      },
    ],
    start: {
      text:
        `The ${title} is usually deployed beside ${place}, where it ${pick(VERBS)} ${thing} and ${pick(VERBS)} ` +
        `${pick(THINGS)}. ${sentence()} To try it alone, run the following command.`,
      envPurpose: `reach ${place}`,
    },
    useCases: [
      {
        title: `Deploy ${title} in Kubernetes`,
        text: `${sentence()} Follow the [authentication instructions](https://docs.docker.com/dhi/how-to/k8s/#authentication) first. ${sentence()}`,
        steps: [
          {
            text: `Write a manifest that ${pick(VERBS)} ${pick(THINGS)} (see \`${name}.yaml\`):`,
            code: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: main\n      image: dhi.io/${name}:<tag>\n`,
            language: "yaml",
          },
          {
            text: `Apply it, and wait until ${place} is ready. ${sentence()}`,
            code: `kubectl apply -f ${name}.yaml\nkubectl wait --for=condition=ready pod/${name} --timeout=${60 + (index % 60)}s\n`,
            language: "bash",
          },
        ],
      },
    ],
    comparison: { with: "Non-hardened" },
    variants: {
      available: ["runtime", "dev", "fips"],
      notes: `The dev variant of ${title} ${pick(VERBS)} ${pick(THINGS)} with a compiler. ${sentence()}`,
    },
  };
}

/** YAML of plain values: strings as double-quoted scalars, which every YAML parser reads alike. */
function toYaml(value, indent = "") {
  return Object.entries(value)
    .map(([key, item]) => {
      if (typeof item === "string" && item.includes("\n"))
        return `${indent}${key}: |\n${item.replace(/^(?=.)/gm, `${indent}  `)}`;
      if (typeof item !== "object") return `${indent}${key}: ${scalar(item)}\n`;
      if (!Array.isArray(item)) return `${indent}${key}:\n${toYaml(item, `${indent}  `)}`;
      if (typeof item[0] !== "object") return `${indent}${key}: [${item.map(scalar).join(", ")}]\n`;
      const items = item.map((entry) => `${indent}  - ${toYaml(entry, `${indent}    `).trimStart()}`);
      return `${indent}${key}:\n${items.join("")}`;
    })
    .join("");
}

const scalar = (value) =>
  typeof value === "string" && !/^[A-Za-z][A-Za-z -]*$/.test(value) ? JSON.stringify(value) : String(value);

/** The descriptor of an image, as a person would write it. */
export function descriptorOf(image) {
  return toYaml(image);
}

/**
 * Writes a project of N descriptors.
 *
 * @param {string} folder where; what stands there is removed
 * @param {number} count how many
 */
export function generateProject(folder, count) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "images"), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const image = makeImage(index);
    writeFileSync(join(folder, "images", `${image.name}.yaml`), descriptorOf(image));
  }
}
