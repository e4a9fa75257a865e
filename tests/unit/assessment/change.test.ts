import { expect, it } from 'vitest';
import { directionOf, growth, pointsMoved } from '../../../shared/assessment/change.ts';
import { decimals, fraction, percent } from '../../../shared/assessment/fraction.ts';
import { NO_DATA, type Result, value } from '../../../shared/assessment/result.ts';

const rate = (text: string): Result => value(fraction(text));

it('Daying: 506 orders after 420 grew by 20.48 %', () => {
  const grown = growth(506, 420);
  expect(grown.kind === 'value' && percent(grown.value, 2)).toBe('20.48');
});

it('nothing before, and nothing known, are no growth of 0', () => {
  expect(growth(5, 0)).toEqual(NO_DATA);
  expect(growth(0, 0)).toEqual(NO_DATA);
  expect(growth(5, undefined).kind).toBe('pending');
  expect(growth(0, 5)).toEqual(value(fraction('-1')));
});

it('rates move by percentage points', () => {
  const moved = pointsMoved(rate('0.9372'), rate('0.9172'));
  expect(moved.kind === 'value' && decimals(moved.value, 2)).toBe('2.00');
  expect(pointsMoved(rate('1'), NO_DATA)).toEqual(NO_DATA);
  expect(pointsMoved({ kind: 'pending', missing: ['filed'] }, rate('1')).kind).toBe('pending');
  expect([fraction('1/9'), fraction('-1/9'), fraction('0')].map(directionOf)).toEqual(['up', 'down', 'same']);
});
