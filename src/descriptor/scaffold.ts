import { stringify } from "yaml";

/** What is known when a descriptor is begun. */
export interface ScaffoldFacts {
  readonly name: string;
  readonly title: string;
  readonly layout?: string | undefined;
  /** The JSON Schema that editors read, relative to the descriptor. */
  readonly schema: string;
}

/**
 * A descriptor to begin with: it builds as it is, and says in comments what only a person knows.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffold(facts: ScaffoldFacts): string {
  return `${scaffoldHead(facts)}
# What only you know; remove the \`#\` where it applies. All keys:
# https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/descriptor.md
# ports: [8080/tcp]
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
`;
}

/**
 * The first lines of a descriptor: the schema, for editors, and what each one has.
 *
 * @param facts what is known
 * @returns the YAML text
 */
export function scaffoldHead({ name, title, layout, schema }: ScaffoldFacts): string {
  return `# yaml-language-server: $schema=${schema}
${stringify({ name, title, ...(layout !== undefined && { layout }) })}`;
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
