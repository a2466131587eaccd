/** A path as it stands in an address: all but its slashes are encoded. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
