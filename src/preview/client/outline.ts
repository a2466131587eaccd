import { byId, targetOf } from "./dom.ts";

/** Marks the heading that is being read in the outline. */
export function startOutline(): () => void {
  // Where it stands above the text, it is folded.
  const fold = document.querySelector<HTMLDetailsElement>(".outline-fold");
  if (fold) {
    fold.open = !matchMedia("(width < 90rem)").matches;
    // Until now the style sheet has hidden it there.
    fold.dataset["ready"] = "";
  }
  let isWaiting = false;
  const update = (): void => {
    isWaiting = false;
    const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const links = [...(byId("outline")?.querySelectorAll("a") ?? [])];
    let current: HTMLAnchorElement | undefined;
    for (const link of links) {
      const heading = targetOf(link);
      if (!heading || heading.offsetParent === null) continue;
      if (heading.getBoundingClientRect().top > bar + 20) break;
      current = link;
    }
    current ??= links[0];
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (current) keepInView(current);
  };
  const later = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(update);
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  update();
  return update;
}

function keepInView(link: HTMLElement): void {
  const side = link.closest<HTMLElement>(".side");
  if (!side || side.scrollHeight <= side.clientHeight) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = side.getBoundingClientRect();
  if (top < box.top + 20 || bottom > box.bottom - 20) side.scrollTop += top - box.top - box.height / 2;
}
