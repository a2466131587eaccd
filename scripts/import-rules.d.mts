export const IMPORT_RULES: Readonly<
  Record<string, { readonly imports: readonly string[]; readonly types?: readonly string[] }>
>;
export function importTable(): string;
