import { chineseNumber } from './chineseNumber.ts';

/** The four levels of a document's structure (GB/T 9704 §7.3.3). */
export type Level = 1 | 2 | 3 | 4;

/** `一、`, `（一）`, `1.`, `（1）`. */
export function levelLabel(level: Level, number: number): string {
  if (level === 1) return `${chineseNumber(number)}、`;
  if (level === 2) return `（${chineseNumber(number)}）`;
  return level === 3 ? `${number}.` : `（${number}）`;
}

/** The labels of headings in the order in which they stand; each level counts anew under the one above it. */
export function levelLabels(levels: readonly Level[]): string[] {
  const counts = [0, 0, 0, 0];
  return levels.map((level) => {
    const number = (counts[level - 1] ?? 0) + 1;
    counts[level - 1] = number;
    counts.fill(0, level);
    return levelLabel(level, number);
  });
}
