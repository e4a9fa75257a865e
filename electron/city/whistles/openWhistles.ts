import type { Operator } from '../../../shared/contract/people.ts';
import { createBorders } from '../../../shared/pack/borders.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Delegated } from '../../../shared/people/delegation.ts';
import { snapshotOfPack } from '../../../shared/whistle/rulesSnapshot.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { Clock, Placer } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { createCheckInCodes } from './checkIn.ts';
import { createWhistles, type Whistles } from './createWhistles.ts';

export type WhistlesOptions = {
  store: Pick<AssembledStore, 'journal' | 'whistles' | 'whistleQuery' | 'attachments' | 'detail' | 'outlets'>;
  journal: CityJournal;
  pack: CityPack;
  placer: Placer;
  clock: Clock;
  drill: string | null;
  people: () => readonly Operator[];
  delegated: (id: string) => Delegated | null;
  postsOf: (id: string) => readonly Operator[];
};

/**
 * Registers whistles in the journal of a city, and takes them over to the rules of the pack. To be awaited before the journal
 * starts. Null where the pack has no rules for whistles.
 */
export async function openWhistles(options: WhistlesOptions): Promise<Whistles | null> {
  const { store, journal, pack, placer, clock, drill, people, delegated, postsOf } = options;
  const snapshot = snapshotOfPack(pack);
  if (snapshot === null) return null;
  const whistles = createWhistles({
    snapshot,
    journal,
    journalTable: store.journal,
    table: store.whistles,
    query: store.whistleQuery,
    attachments: store.attachments,
    cases: store,
    outlets: store.outlets,
    codes: createCheckInCodes(),
    pack,
    borders: createBorders(pack),
    placer,
    clock,
    drill,
    people,
    delegated,
    postsOf,
  });
  await whistles.adopt(snapshot);
  return whistles;
}
