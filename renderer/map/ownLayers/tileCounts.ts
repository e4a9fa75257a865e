/** Features that lie in a tile, and how many of them are drawn where they lie too close. */
export type TileCounts = { of: number; shown: number };
