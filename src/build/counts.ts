/** What happened to the guides of a run. */
export interface Counts {
  guides: number;
  new: number;
  changed: number;
  same: number;
  removed: number;
  failed: number;
}

/** @returns counts of a run in which nothing has happened yet */
export function emptyCounts(): Counts {
  return { guides: 0, new: 0, changed: 0, same: 0, removed: 0, failed: 0 };
}
