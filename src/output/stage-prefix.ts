/** What the names of the folders begin with in which builds write their texts before they put them in their places. */
export const STAGE_PREFIX = ".dhi-guides-";
