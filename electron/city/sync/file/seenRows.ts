import { hash } from 'node:crypto';
import type { NormalisedCase } from '../../../../shared/case/normalised.ts';
import { createNumberColumn } from '../numberColumn.ts';
import { createTextIndex } from '../textIndex.ts';

/** What a row of a list said. Times UTC ms. `content`: twice 48 bits of a hash of the whole row. */
export type SeenRow = { requestedAt: number; updatedAt: number | null; content: readonly [number, number] };

/**
 * Case → what its row said, of one reading of a list. A million rows with numbers of twelve letters, as many as a sheet can have,
 * take some 60 MB outside the heap of the engine.
 */
export type SeenRows = {
  /** The row that stands under the number. Null if none does: then this one is kept. */
  beforeOrKept(sourceId: string, row: SeenRow): SeenRow | null;
  /** Puts a row in the place of the one that stands under its number. */
  replace(sourceId: string, row: SeenRow): void;
};

export function createSeenRows(): SeenRows {
  const numbers = createTextIndex();
  const requestedAt = createNumberColumn(Float64Array, 0);
  // Takes nothing of a list that has no such time.
  const updatedAt = createNumberColumn(Float64Array, Number.NaN);
  const first = createNumberColumn(Float64Array, 0);
  const second = createNumberColumn(Float64Array, 0);

  function put(place: number, row: SeenRow): void {
    requestedAt.set(place, row.requestedAt);
    if (row.updatedAt !== null) updatedAt.set(place, row.updatedAt);
    else if (!Number.isNaN(updatedAt.get(place))) updatedAt.set(place, Number.NaN);
    first.set(place, row.content[0]);
    second.set(place, row.content[1]);
  }

  return {
    beforeOrKept(sourceId, row) {
      const known = numbers.size();
      const place = numbers.add(sourceId);
      if (place === known) {
        put(place, row);
        return null;
      }
      const updated = updatedAt.get(place);
      return {
        requestedAt: requestedAt.get(place),
        updatedAt: Number.isNaN(updated) ? null : updated,
        content: [first.get(place), second.get(place)],
      };
    },
    replace: (sourceId, row) => put(numbers.add(sourceId), row),
  };
}

export function seenRow({ requestedAt, updatedAt, raw, contact }: NormalisedCase): SeenRow {
  const text = contact === null ? raw : `${raw}${JSON.stringify(contact)}`;
  const hashed = hash('sha1', text, 'buffer');
  return { requestedAt, updatedAt, content: [hashed.readUIntBE(0, 6), hashed.readUIntBE(6, 6)] };
}

/** Whether two rows say the same. */
export function isSameContent(a: SeenRow, b: SeenRow): boolean {
  return a.content[0] === b.content[0] && a.content[1] === b.content[1];
}
