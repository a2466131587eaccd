/** A folder that is exported to. */
export interface ExportFolder {
  /** The folder, absolute. */
  readonly folder: string;
  /** The folder that was asked for: links may lead to it, but not further. */
  readonly base: string;
  /** How findings call a file of it. */
  readonly pathOf: (file: string) => string;
  /** The command that writes it. */
  readonly command: string;
}
