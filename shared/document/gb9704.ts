/**
 * GB/T 9704-2012 as numbers (domain-2.md §2.7), in millimetres and points. What a standard leaves open (22 lines of 28
 * characters on 156 × 225 mm) was measured: domain-2.md §2.8.
 */
export const PAPER = { width: 210, height: 297 } as const;
export const MARGINS = { top: 37, bottom: 35, left: 28, right: 26 } as const;
/** 版心. */
export const TEXT_AREA = { width: 156, height: 225 } as const;

export const LINES = 22;
export const CHARACTERS = 28;
/** Exact height of a line: 22 × 28.95 is 224.7 mm; with 29 only 21 lines fit. */
export const LINE = 28.95;
/** 28 characters of 16 points are 158 mm wide: a quarter of a point off each makes them fit into 156. */
export const CHARACTER_SPACING = -0.25;

/** Sizes (字号) in points. */
export const SIZE = { 二号: 22, 三号: 16, 四号: 14, 小四: 12, 小五: 9 } as const;
/** Red of 发文机关标志 and of the rule below it. */
export const RED = 'FF0000';

/** Top edge of 发文机关标志 and of 纪要标志 below the text area's. */
export const MARK_BELOW_TOP = 35;
/** The mark is at most so high (the recommended 15 mm), and never wider than a line. */
export const MARK_MAX_POINTS = 42;
/** Red rule below 发文字号. */
export const RULE_BELOW_NUMBER = 4;
/** First and last rule of 版记, and the ones between. */
export const IMPRINT_RULES = { outer: 0.35, inner: 0.25 } as const;
/** The dashes of the page number stand so far below the text area. */
export const PAGE_NUMBER_BELOW = 7;

/** Typefaces by name; none is shipped (方正小标宋 and 仿宋_GB2312 are commercial or come with the system). */
export const FACE = {
  title: '方正小标宋简体',
  text: '仿宋_GB2312',
  level1: '黑体',
  level2: '楷体_GB2312',
  page: '宋体',
  latin: 'Times New Roman',
} as const;
export type Face = keyof typeof FACE;

export function points(millimetres: number): number {
  return (millimetres / 25.4) * 72;
}

/** Size of a mark of so many characters, in half points so that it fills at most one line. */
export function markSize(characters: number): number {
  const width = points(TEXT_AREA.width) - 4;
  return Math.min(MARK_MAX_POINTS, Math.floor((2 * width) / characters) / 2);
}

/** Width of a text in characters: half-width letters and digits count one half. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x2000 ? 0.5 : 1), 0);
}
