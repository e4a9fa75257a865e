import type { SentError } from '../../../shared/contract/common.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { RowReading } from '../sync/adapter.ts';
import { createTextIndex, type TextIndex } from '../sync/textIndex.ts';

/** Which cases a list has, for lists that are declared whole (整表). */
export type Listing = {
  ids: Pick<TextIndex, 'has' | 'size'>;
  add(reading: RowReading): void;
  /** Why it cannot be told from the list which cases it lacks; null if it can. */
  problem(): SentError | null;
};

/** The mark of a letter that could not be decoded: the number is another one. */
const BROKEN = '\ufffd';

export function createListing(): Listing {
  const ids = createTextIndex();
  let unknown = 0;
  return {
    ids,
    add(reading) {
      const id = idOf(reading);
      if (id === null || id.includes(BROKEN)) unknown += 1;
      else ids.add(id);
    },
    problem() {
      if (unknown > 0) return sentError('whole-unreadable', { rows: unknown });
      return ids.size() === 0 ? sentError('whole-empty', {}) : null;
    },
  };
}

/** A refused row has its case too, where its number is whole. */
function idOf(reading: RowReading): string | null {
  if (reading.ok) return reading.case.sourceId;
  return reading.refusal.code === 'bad-id' ? null : reading.refusal.sourceId;
}
