import type { Journal } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';

/**
 * The journal of a single workstation, which is the store itself. An entry is written in the same transaction as its
 * projections, so `append` writes nothing. Audit lines may be appended meanwhile; they change no stream.
 */
export function localJournal(table: Pick<JournalTable, 'since'>): Journal {
  return {
    append: async () => 'written',
    since: async (pos, limit) => table.since(pos, limit),
  };
}
