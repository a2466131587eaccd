import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** Words of the trade that a dictionary of American English does not have. */
const TRADE_WORDS: readonly string[] = `
  addon addons admin allowlist async autoscale autoscaler autoscales autoscaling backend backends boolean bugfix
  builtin changelog checksum checksums cleartext codebase codebases config configs cron cryptographic
  cryptographically daemon daemonset daemonsets dataset datasets denylist deployer distroless dockerfile dockerfiles
  endpoint endpoints entrypoint entrypoints env executable executables failover filesystem filesystems frontend
  frontends gateway geolocation hardcode hardcoded hostname hostnames hotfix initializer inode integrations journald
  keyspace keyspaces keystore kubelet lifecycle loadable localhost lockfile lookup macos metadata middleware minified
  misconfiguration misconfigurations monorepo multitenant namespace namespaced namespaces nonroot observability
  observable offload onboarding parallelism passthrough performant plaintext plugin plugins preconfigured
  preinstalled prometheus proxied quickstart readme reconciler reconnection redeploy repo repos reproducibility
  reproducible resolver rollout rollouts runbook runtime runtimes scalable schema schemas serverless sidecar sidecars
  stderr stdin stdout strace subcommand subcommands subdirectories subdirectory subnet subnets subprocess symlink
  symlinks syscall syscalls sysctl timestamp timestamps tokenizer toolchain toolchains tooling truststore tunable
  unprivileged untrusted uptime url urls username usernames validator validators versioned versioning webhook
  webhooks whitespace workflow workflows workload workloads wrapper writable yaml
`
  .trim()
  .split(/\s+/);

/** A word that the dictionary does not know; off unless the config turns it on. */
export const spelling: Rule = {
  code: "spelling",
  severity: "off",
  check: async ({ guide, config, samples }) => {
    const problems: RuleProblem[] = [];
    const known = new Set([...TRADE_WORDS, ...config.words]);
    for (const { word, start } of wordsOf(guide)) {
      const correction = config.misspellings[word.toLowerCase()];
      const isRight = correction === undefined && (known.has(word.toLowerCase()) || (await samples.isWord(word)));
      if (isRight) continue;
      const end = start + word.length;
      problems.push({
        start,
        end,
        message: `unexpected word "${word}"${correction === undefined ? "" : `, expected "${correction}"`}`,
        ...(correction !== undefined && { expected: correction, edits: [{ start, end, text: correction }] }),
      });
    }
    return problems;
  },
};

/** Words in running text; names, code and what also stands in code are left alone. */
function wordsOf(guide: ParsedGuide): { readonly word: string; readonly start: number }[] {
  const code = new Set(guide.code.flatMap(({ value }) => value.toLowerCase().match(/[a-z]+/g) ?? []));
  const spans = new Set(
    [...guide.text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => span?.toLowerCase().match(/[a-z]+/g) ?? []),
  );
  return guide.prose.flatMap(({ plain, start }) =>
    [...plain.matchAll(/(?<![\w./@:$-])[A-Za-z][a-z]{3,}(?![\w/@-]|\.\w|['’]\w)/g)]
      .map((match) => ({ word: match[0], start: start + match.index }))
      .filter(({ word }) => !code.has(word.toLowerCase()) && !spans.has(word.toLowerCase()))
      .filter(({ word, start: at }) => /^[a-z]/.test(word) || isSentenceStart(guide.text, at)),
  );
}

/** A capital in the middle of a sentence is a name's. */
function isSentenceStart(text: string, at: number): boolean {
  return /(?:^|[.!?:]|\n[\s>*-]*|\|)\s*$/.test(text.slice(Math.max(0, at - 8), at));
}
