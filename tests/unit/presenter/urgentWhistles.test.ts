import { describe, expect, it } from 'vitest';
import {
  becameUrgentSince,
  isUrgent,
  type WhistleUrgency,
} from '../../../shared/presenter/urgentWhistles.ts';

const SINCE = 1000;
const NOW = 2000;
const calm: WhistleUrgency = {
  level: 0,
  supervised: false,
  updatedAt: 0,
  nearest: { dueAt: 5000, paused: false },
};

describe('what waits behind a covered wall', () => {
  const cases: [string, Partial<WhistleUrgency>, boolean, boolean][] = [
    ['a calm whistle', {}, false, false],
    ['a calm one that moved', { updatedAt: 1500 }, false, false],
    ['the first rung', { level: 1, updatedAt: 1500 }, false, false],
    ['the second rung, reached meanwhile', { level: 2, updatedAt: 1500 }, true, true],
    ['the second rung, seen before', { level: 2, updatedAt: 900 }, true, false],
    ['supervised and in time', { supervised: true, updatedAt: 1500 }, false, false],
    [
      'supervised, and its clock ran out meanwhile',
      { supervised: true, nearest: { dueAt: 1500, paused: false } },
      true,
      true,
    ],
    [
      'supervised, and past before',
      { supervised: true, nearest: { dueAt: 900, paused: false } },
      true,
      false,
    ],
    ['supervised and paused', { supervised: true, nearest: { dueAt: 1500, paused: true } }, false, false],
    ['supervised without a clock', { supervised: true, nearest: null }, false, false],
  ];
  it.each(cases)('%s', (_, row, red, behind) => {
    expect(isUrgent({ ...calm, ...row }, NOW)).toBe(red);
    expect(becameUrgentSince({ ...calm, ...row }, SINCE, NOW)).toBe(behind);
  });
});
