import { stringify } from "yaml";

/** What is known when a descriptor is begun. */
export interface ScaffoldFacts {
  readonly name: string;
  /** The title, for sentences. */
  readonly title: string;
  /** Whether `info.yaml` says the title, so that the descriptor does not repeat it. */
  readonly isTitled?: boolean | undefined;
  readonly layout?: string | undefined;
  /** Whether there is an overview to speak of. */
  readonly hasOverview?: boolean | undefined;
  /** The JSON Schema that editors read, relative to the descriptor. */
  readonly schema: string;
}

/** The value that takes the pull secret in most charts. */
export const USUAL_PULL_SECRET = "imagePullSecrets[0].name";

const KEYS = `# What only you know; remove the \`#\` where it applies. All keys:
# https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/descriptor.md
`;

/**
 * An image's descriptor to begin with: it builds as it is, and says in comments what only a person knows.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffoldImage(facts: ScaffoldFacts): string {
  return `${scaffoldHead(facts)}
${KEYS}# ports: [8080/tcp]
# env:
#   - name: EXAMPLE_URL
#     value: http://localhost:8080
#     required: true

start:
  # Say what the image is, and when one runs it.
  text: To try the image, run the following command.

${scaffoldUseCase(facts)}
comparison:
  # Or Docker Official, where there is such an image.
  with: Non-hardened

migration:
  # Or drop-in, where nothing changes but the reference.
  kind: table
${overview(facts)}`;
}

/**
 * A chart's descriptor to begin with, as {@link scaffoldImage}.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffoldChart(facts: ScaffoldFacts): string {
  return `${scaffoldHead(facts)}
${KEYS}# repository: ${facts.name}-chart
# namespace: ${facts.name}
# prerequisites: |
#   - Kubernetes 1.29 or newer
# set: [replicas=2]
# The values that take the name of the pull secret, as the chart's values.yaml has them; none where it pulls no images.
# pullSecrets: ["${USUAL_PULL_SECRET}"]
${overview(facts)}`;
}

const overview = (facts: ScaffoldFacts) => (facts.hasOverview ? `\n${scaffoldOverview().join("\n")}\n` : "");

/**
 * The first lines of a descriptor: the schema, for editors, and what each one has.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffoldHead({ name, title, isTitled, layout, schema }: ScaffoldFacts): string {
  return `# yaml-language-server: $schema=${schema}
${stringify({ name, ...(!isTitled && { title }), ...(layout !== undefined && { layout }) })}`;
}

/**
 * A use case to begin with, as a comment.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffoldUseCase({ name }: ScaffoldFacts): string {
  return `# useCases:
#   - title: Deploy in Kubernetes
#     text: |
#       First, follow the
#       [authentication instructions for DHI in Kubernetes](https://docs.docker.com/dhi/how-to/k8s/#authentication).
#
#       \`\`\`bash
#       kubectl set image deployment/example example=dhi.io/${name}:<tag>
#       \`\`\`
`;
}

/**
 * What the overview says, to begin with, as a comment.
 *
 * @returns its lines
 */
export function scaffoldOverview(): string[] {
  return ["# overview:", "#   about: |", "#     What it is, and what one does with it.", "#   owner: Example, Inc."];
}
