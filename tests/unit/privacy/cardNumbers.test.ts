import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskLine } from '../../../electron/city/log/mask.ts';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';
import { maskPhones } from '../../../shared/privacy/contactNumbers.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';

// No number in this file belongs to anybody: invented serials with the check character that belongs to them.
const HIDDEN = '[已隐去]';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 17 digits of an identity card with their check character (GB 11643). */
function identity(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + '10X98765432'[sum % 11];
}

/** Digits of a bank card with their check digit (Luhn). */
function bank(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const counted = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const wide = (text: string) =>
  text.replace(/[0-9X]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const grouped = (text: string, blank: string) => text.replace(/.{4}(?=.)/g, `$&${blank}`);

const YOUNG = identity('32010220100307123');
const WITH_X = Array.from({ length: 100 }, (_, serial) => identity(`32010219900307${100 + serial}`)).find(
  (each) => each.endsWith('X'),
) as string;

describe('a number that identifies somebody, in a text as it is stored', () => {
  it.each([
    ['an identity card', '320102199003071234'],
    ['one with X', WITH_X],
    ['one with x', WITH_X.toLowerCase()],
    ['one of somebody born since 2005', YOUNG],
    ['in full width', wide(WITH_X)],
    ['in groups', '320102 19900307 1234'],
    ['in groups of four', grouped(YOUNG, ' ')],
    ['with hyphens', '320102-19900307-1234'],
    ['the old one of 15 digits', '320102900307123'],
    ['the old one in full width', wide('320102900307123')],
    ['the old one in groups', '320102 900307 123'],
    ['a bank card of 16', bank('622202120000123')],
    ['a bank card of 19', bank('621700121000012345')],
    ['a bank card in groups of four', grouped(bank('622202120000123'), ' ')],
    ['a bank card in full width', wide(bank('621700121000012345'))],
    ['a bank card of another system', bank('400000000000000')],
  ])('is hidden: %s', (_what, number) => {
    for (const [text, shown] of [
      [number, HIDDEN],
      [`证件${number}，办件 GD20250612000123`, `证件${HIDDEN}，办件 GD20250612000123`],
      [`2026-11-22 ${number}`, `2026-11-22 ${HIDDEN}`],
      [`${number} 13900014321`, `${HIDDEN} 139****4321`],
    ] as const) {
      expect(maskPhones(text)).toBe(shown);
      expect(maskPersons(text, [])).toBe(shown);
      expect(maskLine(text)).toBe(shown);
    }
    expect(containsContact(number)).toBe(true);
  });

  it('is hidden each, where several stand together', () => {
    const card = bank('622202120000123');
    expect(maskPhones(`${YOUNG} ${card} ${WITH_X}`)).toBe(`${HIDDEN} ${HIDDEN} ${HIDDEN}`);
  });

  it.each([
    // Grid codes of 15 digits: district, street, community, grid.
    '320104001002003',
    '320104013011012',
    // Orders and case numbers.
    'GD20250612000123',
    '250912101108115409',
    '20250912101108115409',
    '3205080101000001',
    '620102202506120001',
    '410104250612000017',
    '101004115729',
    // A wrong check digit, dates, times, coordinates, counts.
    '6222021200001230',
    '2026-11-22 09:30 至 2026-11-23 18:00',
    '118.7812345678901234, 32.0412345678901234',
    '100 200 300 400 500 600',
  ])('is nothing like this: %s', (text) => {
    expect(maskPhones(text)).toBe(text);
  });

  it('is hidden whatever words stand around it', () => {
    const words = fc.stringMatching(/^[一-龥，。：]{0,6}$/);
    const serial = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
    const blank = fc.constantFrom('', ' ', '-', '　');
    fc.assert(
      fc.property(words, serial, blank, words, (before, three, gap, after) => {
        const number = identity(`32010219900307${three}`);
        const card = bank(`622202120000${three}`);
        const text = `${before}${grouped(number, gap)}${after}；${grouped(card, gap)}`;
        expect(maskPhones(text)).toBe(`${before}${HIDDEN}${after}；${HIDDEN}`);
      }),
    );
  });
});

describe('the flat of a household, on a screen that everybody reads', () => {
  it.each([
    ['长乐路12号3幢402室', '长乐路12号3幢**'],
    ['长乐路１２号３幢４０２室', '长乐路１２号３幢**'],
    ['长乐路12号3栋A402', '长乐路12号3栋**'],
    ['三单元四〇二室漏水', '**漏水'],
    ['长乐路12号402号房', '长乐路12号**'],
    ['长乐路12号门前积水', '长乐路12号门前积水'],
    ['一楼大厅、二楼会议室', '一楼大厅、二楼会议室'],
    ['3栋前200米', '3栋前200米'],
  ])('%s', (text, shown) => {
    expect(maskPersons(text, [])).toBe(shown);
  });
});
