import { expect, it } from 'vitest';
import { contactWords } from '../../../shared/case/contactValues.ts';

it('names, numbers and addresses are hidden where texts repeat them, each value by itself', () => {
  expect(
    contactWords({
      name: '测试甲\n测试乙',
      phone: '13800000001',
      email: null,
      address: '甲路1号\n某小区三幢',
    }),
  ).toEqual(['测试甲', '测试乙', '13800000001', '甲路1号', '某小区三幢']);
  expect(contactWords(null)).toEqual([]);
});

it.each(['夫子庙街道', '秦淮区', '某小区', '本市'])(
  'an address without a house, %s, hides no place of a problem',
  (address) => expect(contactWords({ address })).toEqual([]),
);
