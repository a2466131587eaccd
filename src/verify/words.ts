/** Words of the trade that a dictionary of American English does not have: the spelling check knows them. */
export const TRADE_WORDS: readonly string[] = `
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
