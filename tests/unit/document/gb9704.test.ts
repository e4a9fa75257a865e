import { describe, expect, it } from 'vitest';
import {
  CHARACTER_SPACING,
  CHARACTERS,
  LINE,
  LINES,
  MARGINS,
  MARK_MAX_POINTS,
  markSize,
  PAPER,
  points,
  SIZE,
  TEXT_AREA,
  textWidth,
} from '../../../shared/document/gb9704.ts';

describe('GB/T 9704 as numbers', () => {
  it('leaves a text area of 156 × 225 mm on A4', () => {
    expect(PAPER.width - MARGINS.left - MARGINS.right).toBe(TEXT_AREA.width);
    expect(PAPER.height - MARGINS.top - MARGINS.bottom).toBe(TEXT_AREA.height);
  });

  it('holds exactly 22 lines of exactly 28 characters, which a line of 29 points or no closer setting would not', () => {
    expect(Math.floor(points(TEXT_AREA.height) / LINE)).toBe(LINES);
    expect(Math.floor(points(TEXT_AREA.height) / 29)).toBe(LINES - 1);
    expect(Math.floor(points(TEXT_AREA.width) / (SIZE.三号 + CHARACTER_SPACING))).toBe(CHARACTERS);
    expect(Math.floor(points(TEXT_AREA.width) / SIZE.三号)).toBe(CHARACTERS - 1);
  });

  it.each([6, 10, 11, 15, 25, 40])(
    'sets a mark of %d characters on one line, no larger than it may be',
    (length) => {
      const size = markSize(length);
      expect(size * length).toBeLessThan(points(TEXT_AREA.width));
      expect(size).toBeLessThanOrEqual(MARK_MAX_POINTS);
      expect(size * 2).toBe(Math.round(size * 2));
    },
  );

  it('counts digits as half a character', () => {
    expect(textWidth('2026年8月31日')).toBe(6.5);
  });
});
