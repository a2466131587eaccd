/** A line that may open or close a fenced code block: its indentation, its marker, and the info string behind. */
export const FENCE = /^( *)(`{3,}|~{3,})([^]*)$/;
