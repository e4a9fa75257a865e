import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskFields } from '../../../electron/city/log/mask.ts';
import { maskNumbers } from '../../../shared/privacy/contactNumbers.ts';
import { containsContact, linkableText } from '../../../shared/privacy/searchText.ts';

// No number in this file belongs to anybody: runs of zeros, and cards of regions and days with an invented serial.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 17 digits as a card has them, with the check character that belongs to them, or the one that is `off` further. */
function card(digits: string, off: number): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + '10X98765432'[(sum + off) % 11];
}

describe('a search text that stays at the desk', () => {
  it.each([
    '13800001234',
    ' 138 0000 1234 ',
    '138-0000-1234',
    '138 00001234',
    '13800 001234',
    '+86 138 0000 1234',
    '8613800001234',
    '１３８００００１２３４',
    '025-80001234',
    '(025)8000 1234',
    '025 80001234',
    '0571-8000123',
    'a.bee@example.gov.cn',
    'a.bee@exam',
    'a.bee＠example.cn',
    '井盖 13800001234',
    '张先生13800001234反映',
    '320102199003071234',
    '320102 19900307 1234',
    '32010219900307123X',
    '320102199003071234x',
    '0.320102199003071234',
    card('32010220100307123', 0),
    // All but typed: the field is sent whenever the hand rests.
    '138000012',
    '1380000123',
    '3201021990030712',
    '32010219900307',
  ])('%s', (text) => {
    expect(containsContact(text)).toBe(true);
    expect(linkableText(text)).toBe('');
  });

  it.each([
    '',
    '井盖',
    'GD20250612000123',
    'SZ-2025-0612-0001',
    '250912101108115409',
    '20250912101108115409',
    '202509121011',
    '101004115729',
    '3205080101000001',
    '320104001002003',
    // Region, day and serial: as long as a card, but of a day on which orders are numbered.
    card('32010420250612000', 1),
    '3201042025061200',
    '1757553855123',
    // Eight digits are the cases of some sources, and the ends of numbers are read out.
    '16453738',
    '00123',
    '12345',
    '2026-11-22 09:30',
    '118.78, 32.04',
    '长乐路 118 号 3 单元',
    '@',
  ])('goes to the other windows: %s', (text) => {
    expect(containsContact(text)).toBe(false);
    expect(linkableText(text)).toBe(text);
  });

  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const day = fc
    .date({ min: new Date('2010-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10).replaceAll('-', ''));
  /** Order numbers of 12 to 20 digits, in the forms of 12345 and of digital city management. */
  const orders = fc.oneof(
    fc.tuple(fc.constantFrom('', 'GD', 'DH', 'WX', 'R'), day, fc.integer({ min: 4, max: 12 }).chain(digits)),
    fc
      .tuple(
        fc.integer({ min: 110101, max: 659001 }).map(String),
        day,
        fc.constantFrom(2, 3, 5, 6).chain(digits),
      )
      .filter(([region]) => !region.startsWith('86')),
    fc.tuple(
      fc.integer({ min: 2024, max: 2030 }).map((year) => String(year).slice(2)),
      digits(10),
      digits(6),
    ),
    fc.tuple(digits(17).map((seventeen) => card(`9${seventeen.slice(1)}`, 1))),
  );

  it('never a number of an order', () => {
    fc.assert(
      fc.property(orders, fc.constantFrom('', ' ', '井盖 '), (parts, before) => {
        expect(containsContact(before + parts.join(''))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('always a mobile, however it is written and whatever words stand around it', () => {
    const gap = fc.constantFrom('', ' ', '-', '—', '　');
    const words = fc.stringMatching(/^[一-龥]{0,6}$/);
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 3, max: 9 }),
        digits(9),
        gap,
        gap,
        words,
        (a, head, rest, x, y, b) => {
          const number = `1${head}${rest}`;
          const text = a + [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join('|') + b;
          expect(containsContact(text.replace('|', x).replace('|', y))).toBe(true);
        },
      ),
    );
  });

  it('always what the walls would have to mask', () => {
    const pieces = fc.constantFrom(
      '13800001234',
      '025-80001234',
      'x@example.cn',
      '320102199003071234',
      '井盖',
      ' ',
      '-',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (list) => {
        const text = list.join('');
        if (maskNumbers(text) !== text) expect(containsContact(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

it('hides more in a line of the log: of a mail address not even a letter', () => {
  const line = 'a.bee@example.cn 025-80001234 13800001234 320102199003071234';
  expect(maskFields({ line })).toEqual({ line: '[已隐去] 025-****1234 138****1234 [已隐去]' });
});

describe('numbers in texts that others read', () => {
  it.each([
    ['身份证320102199003071234。', '身份证[已隐去]。'],
    [card('32010220100307123', 0), '[已隐去]'],
    // What only looks alike is hidden too: no such region, no such day, an order of 2025.
    ['990102199003071234', '[已隐去]'],
    ['320102199013071234', '[已隐去]'],
    [card('32010420250612000', 3), '[已隐去]'],
    // A list is no coordinate, and a domain may be written wrong.
    ['联系人 1.13800001234', '联系人 1.138****1234'],
    ['a.bee@my_mail.cn', '[已隐去]'],
    ['办件 1320102199003071234', '办件 1320102199003071234'],
  ])('%s', (text, shown) => {
    expect(maskNumbers(text)).toBe(shown);
  });
});
