import { expect, it } from 'vitest';
import { isTotalWord } from '../../../electron/city/sync/file/table/notData.ts';

it.each(['合计', '合　计', '小计：', '合计：3件', '小计 12', '总计共15条', 'Subtotal: 4', '合計3'])(
  '%s begins a total',
  (word) => {
    expect(isTotalWord(word)).toBe(true);
  },
);

it.each(['合计路12号', 'A3', '12', '总计划', '小计科', ''])('%s does not', (word) => {
  expect(isTotalWord(word)).toBe(false);
});
