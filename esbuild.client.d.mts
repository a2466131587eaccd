export function bundleClient(outdir: string): Promise<void>;
