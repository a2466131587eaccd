/** A walk in which each kind of change follows each other one, and itself, once. */
export function everyOrder(kinds: readonly string[]): string[] {
  const left = new Map(kinds.map((kind) => [kind, [...kinds]]));
  const walk: string[] = [];
  // Hierholzer's way through a complete graph.
  const stack = [kinds[0] ?? ""];
  while (stack.length > 0) {
    const next = left.get(stack.at(-1) ?? "")?.pop();
    if (next === undefined) walk.push(stack.pop() ?? "");
    else stack.push(next);
  }
  return walk.reverse();
}
