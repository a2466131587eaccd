export function makeImage(index: number): { readonly name: string };
export function descriptorOf(image: { readonly name: string }): string;
export function generateProject(folder: string, count: number): void;
