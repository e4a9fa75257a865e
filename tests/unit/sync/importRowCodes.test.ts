import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeRows, encodeRows, type KeptRow } from '../../../electron/city/store/importRowCodes.ts';
import { ImportRowKind } from '../../../shared/contract/imports.ts';

it('rows are read back as they were kept, whatever their order and keys', () => {
  const row = fc.record<KeptRow>({
    kind: fc.constantFrom(...ImportRowKind.options),
    key: fc.integer({ min: 1, max: 2 ** 48 }),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(decodeRows(encodeRows(rows))).toEqual(rows);
    }),
  );
});

it('a page of a list in its first order takes one byte a row, but for the first', () => {
  const rows = Array.from({ length: 1000 }, (_, i): KeptRow => ({ kind: 'clean', key: 5_000_000 + i }));
  expect(encodeRows(rows).length).toBeLessThanOrEqual(1005);
});
