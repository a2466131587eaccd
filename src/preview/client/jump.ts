import { byId, targetOf } from "./dom.ts";

/** Sees to it that what a link within a page leads to can be seen then: below the bar at the top, and not hidden. */
export function startJumps(): void {
  const bars = document.querySelectorAll<HTMLElement>(".top");
  const measure = (): void => document.documentElement.style.setProperty("--bar", `${barHeight(bars)}px`);
  const observer = new ResizeObserver(measure);
  for (const bar of bars) observer.observe(bar);
  measure();
  // Before the browser follows the link.
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link?.hash || link.pathname !== location.pathname) return;
    const target = targetOf(link);
    if (!target) return;
    if (target === byId("contents")) target.closest("details")?.setAttribute("open", "");
    if (target === byId("findings")) target.querySelector("details")?.setAttribute("open", "");
    if (!byId("article")?.contains(target)) return;
    if ("comparing" in document.documentElement.dataset) byId("compare-toggle")?.click();
    if (target.matches(".finding-note")) showWithBlock(target, barHeight(bars));
  });
}

/** How much of the page's top is covered while one reads. */
function barHeight(bars: Iterable<HTMLElement>): number {
  const sticky = [...bars].filter((bar) => getComputedStyle(bar).position === "sticky");
  return sticky.reduce((height, bar) => height + bar.offsetHeight, 0);
}

/** A finding is read beside what it is about, where both fit. */
function showWithBlock(note: HTMLElement, bar: number): void {
  let block = note.previousElementSibling as HTMLElement | null;
  while (block && block.offsetParent === null) block = block.previousElementSibling as HTMLElement | null;
  const top = block?.getBoundingClientRect().top ?? 0;
  const { top: noteTop, bottom } = note.getBoundingClientRect();
  const fits = block && bottom - top < innerHeight - bar - 32;
  note.style.scrollMarginTop = fits ? `${noteTop - top}px` : "";
}
