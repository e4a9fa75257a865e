import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNewer, NO_VERSION, parseVersion, type Version } from '../../../renderer/live/link/version.ts';

const versions = fc.record({ at: fc.integer({ min: 1, max: 5 }), from: fc.constantFrom('a', 'b', 'c') });

/** What a window shows after it heard those choices, in that order. */
function heard(choices: readonly Version[]): Version {
  let shown = NO_VERSION;
  for (const choice of choices) if (isNewer(choice, shown)) shown = choice;
  return shown;
}

it('all windows end with the same choice, whatever order they hear of it in', () => {
  fc.assert(
    fc.property(fc.array(versions, { minLength: 1 }), fc.array(fc.nat()), (choices, keys) => {
      const shuffled = choices
        .map((choice, index) => ({ choice, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ choice }) => choice);
      expect(heard(shuffled)).toEqual(heard(choices));
    }),
  );
});

it('a window that slept does not bring back what it showed', () => {
  const [old, now] = [
    { at: 1000, from: 'asleep' },
    { at: 2000, from: 'awake' },
  ];
  expect(isNewer(old, now)).toBe(false);
  expect(isNewer(now, old)).toBe(true);
  expect(isNewer(now, now)).toBe(false);
});

it('a kept version comes back; anything else is none', () => {
  expect(parseVersion(JSON.stringify({ at: 5, from: 'a' }))).toEqual({ at: 5, from: 'a' });
  for (const text of [null, '', '{', '{"at":"5","from":"a"}', '7']) expect(parseVersion(text)).toBeNull();
});
