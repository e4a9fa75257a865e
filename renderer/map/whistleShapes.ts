import type { WhistleGroup } from './whistleMarks.ts';

/** Side of the square in which the shapes are drawn, centre at half of it. */
export const SHAPE_BOX = 32;

/**
 * Outlines of the five groups as SVG paths: the map's atlas and the legend draw the same ones. None is a disc,
 * triangle, square or diamond, which mark cases. Ring: not blown yet; flag: assembling; hexagon: handling; shield: to
 * be confirmed or rated; two bars: suspended.
 */
export const SHAPES: Record<WhistleGroup, string> = {
  calling: 'M16 4.5 A11.5 11.5 0 1 1 15.99 4.5 Z M16 11 A5 5 0 1 0 16.01 11 Z',
  coming: 'M6 3 H10 V5 H28 L22.5 11 L28 17 H10 V29 H6 Z',
  working: 'M16 3.5 L26.8 9.75 V22.25 L16 28.5 L5.2 22.25 V9.75 Z',
  judging: 'M5 4.5 H27 V17 C27 23 21.5 26.8 16 29 C10.5 26.8 5 23 5 17 Z',
  held: 'M6 5 H13.5 V27 H6 Z M18.5 5 H26 V27 H18.5 Z',
};

/** A tick inside the shield, a cross inside the hexagon, distinguishable also when small. */
export const INNER: Record<WhistleGroup, string | null> = {
  calling: null,
  coming: null,
  working: 'M16 10 V22 M10 16 H22',
  judging: 'M10.5 14.5 L14.8 19 L22 10.5',
  held: null,
};
