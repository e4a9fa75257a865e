import { hash } from 'node:crypto';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';

/** 64 bits: a million rows get the same number by chance once in 40 million lists. */
const HEX_DIGITS = 16;

/**
 * The number of a case that its upstream gave none (自编号), made of the values of some columns; null where all are empty. It
 * does not show the values, which may be an address. Blanks, full-width letters and hidden telephone numbers make no
 * difference, so that the same row of the next list, or read again from quarantine, has the same number.
 */
export function madeId(values: readonly (string | null)[]): string | null {
  if (values.every((value) => value === null)) return null;
  const parts = values.map((value) =>
    maskPhones(value ?? '')
      .normalize('NFKC')
      .replaceAll(/\s+/g, ''),
  );
  return `made-${hash('sha256', JSON.stringify(parts), 'hex').slice(0, HEX_DIGITS)}`;
}
