import type { Severity } from "../findings/finding.ts";

export type ProfileName = "public" | "mirror";

/** A link or a phrase that is no longer used, and what stands in its place. */
export interface PhraseReplacement {
  readonly from: string;
  readonly to: string;
}

/** Everything about verification that a project may set. */
export interface VerifyConfig {
  /** Where the guides' images are pulled from. */
  readonly profile: ProfileName;
  /** Whose mirror it is, for example `acme` or `registry.example.com/acme`; undefined for the reader's. */
  readonly namespace?: string | undefined;
  /** By rule: a severity, or `off`. */
  readonly severity: Readonly<Record<string, Severity | "off">>;
  /** Links that moved; a link that starts with `from` is reported. */
  readonly movedLinks: readonly PhraseReplacement[];
  /** Phrases that are not used, in prose and in code; matched as whole words. */
  readonly bannedPhrases: readonly PhraseReplacement[];
  /** The size in bytes that a guide may not pass. */
  readonly maxBytes: number;
  /** For the rule `spelling`: words that are right, in lower case. */
  readonly words: readonly string[];
  /** For the rule `spelling`: misspelled words, in lower case, and their corrections. */
  readonly misspellings: Readonly<Record<string, string>>;
}

/** Docker Hub refuses a longer description. */
const DOCKER_HUB_LIMIT = 25_000;

/** What holds where a project sets nothing. */
export const DEFAULT_CONFIG: VerifyConfig = {
  profile: "public",
  severity: {},
  movedLinks: [
    {
      from: "https://docs.docker.com/engine/reference/commandline/",
      to: "https://docs.docker.com/reference/cli/docker/",
    },
  ],
  bannedPhrases: [],
  maxBytes: DOCKER_HUB_LIMIT,
  words: [],
  misspellings: {},
};
