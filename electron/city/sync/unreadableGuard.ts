import type { SentError } from '../../../shared/contract/common.ts';
import type { SourceRecord } from '../ports.ts';
import { type RowReading, UpstreamError } from './adapter.ts';

/** Answers of a source of which no row was ever readable that are tried in one pull. A bad page may come before good ones. */
const MAX_ANSWERS = 5;

/**
 * Stops a pull whose rows cannot be read: every further answer would only fill the quarantine, and a walk that narrows its
 * questions would ask for the same rows hundreds of times. A source of which any row was ever read is not stopped: its bad
 * rows are counted and must not cost the good ones.
 */
export type UnreadableGuard = {
  /** No row came, or one was readable: the source can be said to be read. */
  isReadable(): boolean;
  /** Notes one row; returns it. */
  note(reading: RowReading): RowReading;
  /** @throws UpstreamError `rows-unreadable` after the last answer that is tried. */
  endOfPage(): void;
  /** @throws UpstreamError `rows-unreadable` where rows came and none was readable. */
  endOfPull(): void;
};

export function createUnreadableGuard(record: SourceRecord | null): UnreadableGuard {
  let isRead = record !== null && record.accounting.stored + record.accounting.unchanged > 0;
  let answers = 0;
  let rows = 0;
  let rowsBefore = 0;
  const causes = new Map<string, { cause: SentError; rows: number }>();

  function stop(): never {
    const [most] = [...causes.values()].sort((a, b) => b.rows - a.rows);
    const cause = most?.cause ?? { code: 'unreadable', parameters: {}, message: '' };
    throw new UpstreamError('rows-unreadable', { rows, cause }, false);
  }

  return {
    isReadable: () => isRead || rows === 0,
    note(reading) {
      rows += 1;
      if (reading.ok) isRead = true;
      else if (!isRead) {
        const { code, parameters, reason } = reading.refusal;
        const known = causes.get(code) ?? { cause: { code, parameters, message: reason }, rows: 0 };
        known.rows += 1;
        causes.set(code, known);
      }
      return reading;
    },
    endOfPage() {
      if (rows > rowsBefore) answers += 1;
      rowsBefore = rows;
      if (!isRead && answers >= MAX_ANSWERS) stop();
    },
    endOfPull() {
      if (!isRead && rows > 0) stop();
    },
  };
}
