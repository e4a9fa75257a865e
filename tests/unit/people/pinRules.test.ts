import { describe, expect, it } from 'vitest';
import { assertStrongPin } from '../../../electron/city/people/pinRules.ts';

const refuses = (pin: string, operator = 'lixm') => {
  try {
    assertStrongPin(pin, operator);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'weak-pin' });
    return true;
  }
};

describe('a PIN that is guessed first is refused', () => {
  it.each([
    ['one digit', ['000000', '777777', '11111111']],
    ['a run', ['123456', '654321', '987654', '890123', '135791', '97531975']],
    ['a repetition', ['121212', '123123', '582582', '12341234']],
    ['doubled digits in a run', ['112233', '99887766', '113355']],
    ['a mirror image of a run', ['123321', '4567654', '987789']],
    ['a birthday', ['850312', '19850312', '12031985', '03121985', '000229', '20261128']],
    ['a line on the number pad', ['147258', '789456', '159357']],
    ['what many people use', ['520131', '5201314', '110120', '666888']],
    ['the PIN of the demo', ['202611']],
  ])('%s', (_, pins) => {
    expect(pins.filter((pin) => !refuses(pin))).toEqual([]);
  });

  it("the operator's own number", () => {
    expect(refuses('100317', 'ns100317')).toBe(true);
    expect(refuses('4710031', 'wg1003')).toBe(true);
    expect(refuses('604817', 'ns100317')).toBe(false);
    // Three digits are in every second PIN.
    expect(refuses('604817', 'wg481')).toBe(false);
  });
});

it('leaves nearly all other PINs to choose from', () => {
  const fine = ['604817', '540968', '907214', '739182', '482915', '85031299', '19850399', '4607193852'];
  expect(fine.filter((pin) => refuses(pin))).toEqual([]);
  let weak = 0;
  for (let pin = 0; pin < 1_000_000; pin += 7) if (refuses(String(pin).padStart(6, '0'))) weak += 1;
  // Dates are the most of them: 36,525 of a million.
  expect(weak / (1_000_000 / 7)).toBeLessThan(0.05);
});
