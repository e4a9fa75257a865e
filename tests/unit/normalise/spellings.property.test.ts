import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTime } from '../../../electron/city/sync/normalise/time.ts';
import { type Shown, SPELLINGS, type Spelling, shownIn, UNSURE } from './spellings.ts';

const FIRST = Date.UTC(1980, 0, 2) / 1000;
const LAST = Date.UTC(2099, 11, 31) / 1000;

/** Any second of the range, most of them near the present, and the days on which clocks change. */
const second = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc.integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 }),
  fc.integer({ min: Date.UTC(2025, 10, 1) / 1000, max: Date.UTC(2025, 10, 4) / 1000 }),
  fc.integer({ min: Date.UTC(2025, 2, 29) / 1000, max: Date.UTC(2025, 2, 31) / 1000 }),
  fc.integer({ min: FIRST / 1800 + 1, max: LAST / 1800 - 1 }).map((halves) => Math.floor(halves) * 1800),
);
const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'UTC');
const moment = fc.tuple(zone, second).map(([name, s]) => shownIn(name, s * 1000));

function read(text: string, { zone }: Shown): number | null {
  return readTime(text, { format: 'auto', zone })?.ms ?? null;
}

/** The moment that is left when the spelling cuts off what it does not write. */
function kept(shown: Shown, { keeps, zoned }: Spelling): Shown {
  if (keeps === 'second') return shown;
  if (keeps === 'minute') return shownIn(shown.zone, shown.ms - shown.second * 1000);
  const sinceMidnight = (shown.hour * 3600 + shown.minute * 60 + shown.second) * 1000;
  const guess = shownIn(shown.zone, shown.ms - sinceMidnight);
  // The clocks may have changed since midnight.
  const ms = zoned ? guess.ms : guess.ms + (guess.offset - shown.offset) * -60_000;
  return shownIn(shown.zone, ms);
}

/** Whether the clocks show this local time an hour before as well: only a zone tells which is meant. */
function isSecondOccurrence(shown: Shown): boolean {
  return shownIn(shown.zone, shown.ms - 3_600_000).offset === shown.offset + 60;
}

describe.each(SPELLINGS)('$name', (spelling) => {
  test('is read as the very moment', () => {
    fc.assert(
      fc.property(
        moment.filter((shown) => spelling.has?.(shown) ?? true),
        (shown) => {
          const expected = kept(shown, spelling);
          if (!spelling.zoned && isSecondOccurrence(expected)) return;
          const text = spelling.write(expected);
          expect([text, read(text, shown)]).toEqual([text, expected.ms]);
          const reading = readTime(text, { format: 'auto', zone: shown.zone });
          expect(reading?.dateOnly).toBe(spelling.keeps === 'day');
        },
      ),
    );
  });
});

describe.each(UNSURE)('$name', (spelling) => {
  test('is refused', () => {
    fc.assert(
      fc.property(
        moment.filter((shown) => spelling.has?.(shown) ?? true),
        (shown) => {
          const text = spelling.write(shown);
          expect([text, read(text, shown)]).toEqual([text, null]);
        },
      ),
    );
  });
});

const MARKERS = [...' -/.:,T年月日号时点分秒()[]，：～'];

describe('one mistyped sign', () => {
  test.each(SPELLINGS.filter(({ plain }) => plain))('in $name gives the same moment or none', (spelling) => {
    const change = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('remove' as const, 'replace' as const, 'insert' as const),
      sign: fc.constantFrom(...MARKERS),
    });
    fc.assert(
      fc.property(
        moment.filter((shown) => spelling.has?.(shown) ?? true),
        change,
        (shown, { at, kind, sign }) => {
          const expected = kept(shown, spelling);
          if (isSecondOccurrence(expected)) return;
          const letters = [...spelling.write(expected)];
          const marks = letters.flatMap((letter, index) => (MARKERS.includes(letter) ? [index] : []));
          if (kind === 'insert') letters.splice(at % (letters.length + 1), 0, sign);
          else letters.splice(marks[at % marks.length] ?? 0, 1, ...(kind === 'replace' ? [sign] : []));
          const text = letters.join('');
          expect([text, read(text, shown) ?? expected.ms]).toEqual([text, expected.ms]);
        },
      ),
      { numRuns: 500 },
    );
  });

  const digitWriters: [string, (iso: string) => string][] = [
    ['dashes', (iso) => iso.replace('T', ' ')],
    ['slashes', (iso) => iso.replace('T', ' ').replaceAll('-', '/')],
    ['年月日', (iso) => iso.replace(/(.*)-(.*)-(.*)T(.*):(.*):(.*)/, '$1年$2月$3日$4时$5分$6秒')],
    ['fourteen digits', (iso) => iso.replace(/\D/g, '')],
  ];

  test.each(digitWriters)(
    'another digit in %s gives what it says, or none where no calendar has it',
    (_name, write) => {
      fc.assert(
        fc.property(second, fc.nat({ max: 18 }), fc.nat({ max: 9 }), (s, at, digit) => {
          const right = new Date(s * 1000).toISOString().slice(0, 19);
          const iso = /\d/.test(right[at] ?? '') ? right.slice(0, at) + digit + right.slice(at + 1) : right;
          const says = Date.parse(`${iso}Z`);
          const exists = !Number.isNaN(says) && new Date(says).toISOString().startsWith(iso);
          const plausible = exists && says >= Date.UTC(1980, 0, 1) && says < Date.UTC(2100, 0, 1);
          // 24:00:00, and the leap second.
          if (/T24:00:00|:59:60/.test(iso)) return;
          const text = write(iso);
          const reading = readTime(text, { format: 'auto', zone: 'UTC' })?.ms ?? null;
          expect([text, reading]).toEqual([text, plausible ? says : null]);
        }),
        { numRuns: 500 },
      );
    },
  );
});

test('any text of signs that times have is read or refused, and never throws', () => {
  const signs = [...'0123456789 -/.:,TZ年月日时分秒点半上下午晚星期周一二三十〇GMTarPW()[]+'];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...signs), maxLength: 100 }), zone, (text, name) => {
      const reading = readTime(text, { format: 'auto', zone: name });
      if (reading === null) return;
      expect(reading.original).toBe(text);
      expect(Number.isInteger(reading.ms)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
