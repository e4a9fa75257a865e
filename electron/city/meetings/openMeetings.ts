import { seriesOf } from '../../../shared/meeting/series.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { Contacts } from '../people/contacts.ts';
import type { Clock, Columns } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import { createMeetings, type Meetings } from './createMeetings.ts';

/** Creates the meetings for a store and a pack. To be called before the journal starts. */
export function openMeetings(parts: {
  store: AssembledStore;
  journal: CityJournal;
  pack: CityPack;
  currentPack(): CityPack;
  /** Names of what only earlier packs had. */
  former: PackNames;
  columns: Columns;
  whistles: Whistles | null;
  contacts: Contacts;
  clock: Clock;
}): Meetings {
  const { store, journal, pack, currentPack, former, columns, whistles, contacts, clock } = parts;
  const { orgs, streets } = pack.manifest;
  const names = new Map(
    [...former.streets, ...former.orgs, ...streets, ...orgs].map(({ code, name }) => [code, name]),
  );
  const grids = new Map(pack.grids.features.map(({ properties }) => [properties.code, properties.name]));
  return createMeetings({
    ...{ journal, table: store.meetings, columns, whistles, contacts, store, clock },
    series: seriesOf(pack.assessment?.meeting ?? null),
    calendar: () => calendarOf(currentPack()),
    unit: (org) => ({ org, name: names.get(org) ?? org }),
    gridName: (code) => grids.get(code) ?? code,
    orderOf: () => null,
  });
}
