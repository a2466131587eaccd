import { groupsOf, groupTitle, placeOf, type Exported } from "../pages.ts";
import { literal } from "../markdown/characters.ts";

/** All things with what they are, as lists of links. */
export function listOfThings(all: Exported, linkTo: (place: string) => string): string {
  const groups = groupsOf(all).map(({ kind, things }) => {
    const items = things.map(({ title, pages: [guide] }) => {
      const { description } = guide.listing;
      const link = `[${literal(title)}](${linkTo(placeOf(guide.paths))})`;
      return description === "" ? `- ${link}\n` : `- ${link}: ${literal(description)}\n`;
    });
    return `## ${groupTitle(kind)}\n\n${items.join("")}`;
  });
  return groups.join("\n");
}
