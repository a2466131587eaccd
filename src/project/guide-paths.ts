/** Where one guide's files stand; all relative to the root, with `/`. */
export interface GuidePaths {
  readonly name: string;
  readonly descriptor: string;
  /** The folder of the descriptor's Markdown files. */
  readonly prose: string;
  readonly output: string;
}
