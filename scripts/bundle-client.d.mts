export function bundleClient(outdir: string): Promise<string[]>;
