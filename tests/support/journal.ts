import { type CityJournal, openJournal } from '../../electron/city/journal/openJournal.ts';
import type { Clock } from '../../electron/city/ports.ts';
import type { AssembledStore } from '../../electron/city/store/cityStore.ts';
import { silent } from './syncing.ts';

/** The journal of a store without subscribers. */
export function journalOver(store: Pick<AssembledStore, 'journal'>, clock: Clock): CityJournal {
  return openJournal({
    ...{ table: store.journal, shared: null, clock, logger: silent },
    // Whoever acts is who the test says.
    current: (by) => by,
    onCommit: () => undefined,
  });
}
