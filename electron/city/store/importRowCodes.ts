import { ImportRowKind } from '../../../shared/contract/imports.ts';

/** A row of an import: `key` is its case, or for a quarantined row its entry of the quarantine. */
export type KeptRow = { kind: ImportRowKind; key: number };

const KINDS = ImportRowKind.options;

/**
 * Rows of a page, one number each: the step from the key of the row before of the same sort (case or quarantine), its sign
 * in the lowest bit, then the kind in the two lowest; written in groups of seven bits, the lowest first. A list in the order
 * in which its cases were first stored takes one byte a row.
 */
export function encodeRows(rows: readonly KeptRow[]): Buffer {
  const bytes: number[] = [];
  const last = { case: 0, quarantine: 0 };
  for (const { kind, key } of rows) {
    const sort = sortOf(kind);
    const step = key - last[sort];
    last[sort] = key;
    let number = (step < 0 ? -2 * step - 1 : 2 * step) * KINDS.length + KINDS.indexOf(kind);
    // Not with shifts, which end at 32 bits.
    for (; number > 127; number = Math.floor(number / 128)) bytes.push(128 + (number % 128));
    bytes.push(number);
  }
  return Buffer.from(bytes);
}

/** The rows of `encodeRows`. */
export function decodeRows(bytes: Uint8Array): KeptRow[] {
  const rows: KeptRow[] = [];
  const last = { case: 0, quarantine: 0 };
  let number = 0;
  let unit = 1;
  for (const byte of bytes) {
    number += (byte % 128) * unit;
    unit *= 128;
    if (byte > 127) continue;
    const kind = KINDS[number % KINDS.length] ?? 'clean';
    const step = Math.floor(number / KINDS.length);
    const key = last[sortOf(kind)] + (step % 2 === 1 ? -(step + 1) / 2 : step / 2);
    last[sortOf(kind)] = key;
    rows.push({ kind, key });
    number = 0;
    unit = 1;
  }
  return rows;
}

function sortOf(kind: ImportRowKind): 'case' | 'quarantine' {
  return kind === 'quarantined' ? 'quarantine' : 'case';
}
