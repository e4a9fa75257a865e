import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTextIndex } from '../../../electron/city/sync/textIndex.ts';

/** Short, so that texts repeat; with letters of one and of two bytes, and halves of a pair. */
const letter = fc.constantFrom('a', 'b', '0', 'é', 'ÿ', 'Ā', '宁', '\ud83d', '\ude00', '\0', '');
const text = fc.array(letter, { maxLength: 4 }).map((letters) => letters.join(''));
const texts = fc.array(text, { maxLength: 400 });

const HASHES: Record<string, ((text: string) => number) | undefined> = {
  salted: undefined,
  'the same for all': () => 7,
  'the length': (one) => one.length,
  'in the last slots': (one) => 0xffffffff - (one.length % 2),
};

for (const [name, hashOf] of Object.entries(HASHES)) {
  it(`tells texts apart as a map does; hash: ${name}`, () => {
    fc.assert(
      fc.property(texts, text, (added, sought) => {
        const index = createTextIndex(hashOf);
        const places = new Map<string, number>();
        for (const one of added) {
          const known = places.get(one);
          expect(index.has(one)).toBe(known !== undefined);
          expect(index.add(one)).toBe(known ?? places.size);
          if (known === undefined) places.set(one, places.size);
          expect(index.size()).toBe(places.size);
        }
        for (const [one, place] of places) expect(index.add(one)).toBe(place);
        expect(index.has(sought)).toBe(places.has(sought));
      }),
    );
  });
}

it('keeps texts apart that fill many pieces, and ones that are longer than a piece is wide', () => {
  const index = createTextIndex();
  const long = (n: number) => `${n} ${'宁'.repeat(1000 + (n % 7))}`;
  for (let n = 0; n < 2000; n++) expect(index.add(long(n))).toBe(n);
  for (let n = 0; n < 2000; n++) expect(index.add(long(n))).toBe(n);
  expect(index.has(`${long(3)}宁`)).toBe(false);
  expect(index.has(long(3).slice(0, -1))).toBe(false);
});

it('refuses a text that is too long to be kept, and stays as it is', () => {
  const index = createTextIndex();
  index.add('宁'.repeat(0x7fff));
  expect(() => index.add('a'.repeat(0x8000))).toThrow(RangeError);
  expect(index.size()).toBe(1);
  expect(index.add('宁'.repeat(0x7fff))).toBe(0);
});
