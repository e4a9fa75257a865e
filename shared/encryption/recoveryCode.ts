/**
 * The recovery key (恢复密钥): the key of a database as letters and digits that a person can write down and type. 13 groups
 * of five: four hold 20 bits of the key, the fifth checks them.
 */

/** Crockford's base 32: I, L and O are read as 1, 1 and 0, and there is no U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;
const GROUPS = 13;
const HELD = 4;
const KEY_BYTES = 32;

export type ReadCode =
  | { state: 'read'; key: Uint8Array }
  /** Too short or too long: so many letters and digits, of 65. */
  | { state: 'length'; found: number }
  /** This group was mistyped, or stands where another should; counted from 1. */
  | { state: 'group'; group: number };

/** `key`: 32 bytes. */
export function recoveryCode(key: Uint8Array): string {
  const values = Array.from({ length: GROUPS * HELD }, (_, i) => bitsAt(key, i * BITS));
  return Array.from({ length: GROUPS }, (_, group) => {
    const held = values.slice(group * HELD, (group + 1) * HELD);
    return [...held, checkOf(held, group)].map((value) => LETTERS[value] ?? '').join('');
  }).join('-');
}

/** Reads a recovery key as it was typed: blanks, hyphens, small and full-width letters are taken too. */
export function readRecoveryCode(text: string): ReadCode {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  if (typed.length !== GROUPS * (HELD + 1)) return { state: 'length', found: typed.length };
  const values = [...typed.replaceAll('O', '0').replaceAll(/[IL]/g, '1')].map((letter) =>
    LETTERS.indexOf(letter),
  );
  const key = new Uint8Array(KEY_BYTES);
  let bits = 0;
  for (let group = 0; group < GROUPS; group++) {
    const [check = -1, ...held] = values.slice(group * (HELD + 1), (group + 1) * (HELD + 1)).reverse();
    held.reverse();
    // The last bits fill the last group up; they are zero.
    const surplus = group === GROUPS - 1 ? (held.at(-1) ?? 0) & 0b1111 : 0;
    if (held.includes(-1) || check !== checkOf(held, group) || surplus !== 0)
      return { state: 'group', group: group + 1 };
    for (const value of held) {
      for (let bit = BITS - 1; bit >= 0; bit--, bits++)
        if (bits < KEY_BYTES * 8 && (value >> bit) & 1)
          key[bits >> 3] = (key[bits >> 3] ?? 0) | (0x80 >> (bits & 7));
    }
  }
  return { state: 'read', key };
}

/** Five bits from bit `at` on; beyond the end zeros. */
function bitsAt(bytes: Uint8Array, at: number): number {
  const pair = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0);
  return (pair >> (11 - (at & 7))) & 0b11111;
}

/**
 * The check of a group: its values weighted in the field of 32 elements, plus its place. It finds every single wrong letter,
 * every two letters that changed places, and groups in the wrong order.
 */
function checkOf(held: readonly number[], group: number): number {
  let weight = 1;
  let sum = group;
  for (const value of held) {
    weight = times(weight, 2);
    sum ^= times(weight, value);
  }
  return sum;
}

/** Multiplication in GF(32), with x⁵ = x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < BITS; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 2 * BITS - 2; bit >= BITS; bit--)
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - BITS);
  return product;
}
