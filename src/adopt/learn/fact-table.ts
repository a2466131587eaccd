import type { Descriptor } from "../../descriptor/descriptor.ts";

/** Facts that change what shared text says, each as the fields that state it beside nothing else. */
export const FACTS = {
  root: { user: "root" },
  shellUnknown: { shell: "unknown" },
  packageManagerUnknown: { packageManager: "unknown" },
  noDev: { variants: { available: ["runtime"] } },
  compat: { variants: { available: ["runtime", "dev", "compat"] } },
  fips: { variants: { available: ["runtime", "dev", "fips"] } },
  dropIn: { migration: { kind: "drop-in" } },
} as const satisfies Readonly<Record<string, Partial<Descriptor>>>;

export type FactName = keyof typeof FACTS;

/** What a guide must say of a fact: that it says nothing of what the fact would leave out is no evidence. */
export const CLAIMS: Partial<Readonly<Record<FactName, RegExp>>> = {
  root: /\bruns? as (?:the )?[*_`]*root\b(?![*_`]* user)/i,
};
