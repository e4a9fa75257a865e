import { seriesOf } from '../../../shared/meeting/series.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { Orders } from '../orders/createOrders.ts';
import type { Contacts } from '../people/contacts.ts';
import type { Clock, Columns, Logger } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import { createMeetings, type Meetings } from './createMeetings.ts';
import { createMeetingOrders } from './meetingOrders.ts';

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
  orders: Orders;
  clock: Clock;
  logger: Logger;
}): Meetings {
  const { store, journal, pack, currentPack, former, columns, whistles, contacts, orders, clock, logger } =
    parts;
  const { orgs, streets } = pack.manifest;
  const names = new Map(
    [...former.streets, ...former.orgs, ...streets, ...orgs].map(({ code, name }) => [code, name]),
  );
  /** Some sources name who handles a case by code, others by name. */
  const codes = new Map(orgs.map(({ code, name }) => [name, code]));
  const grids = new Map(pack.grids.features.map(({ properties }) => [properties.code, properties.name]));
  return createMeetings({
    ...{ journal, table: store.meetings, columns, whistles, contacts, store, clock },
    orders: createMeetingOrders(orders, logger),
    series: seriesOf(pack.assessment?.meeting ?? null),
    calendar: () => calendarOf(currentPack()),
    unit(said) {
      const org = names.has(said) ? said : (codes.get(said) ?? said);
      return { org, name: names.get(org) ?? org };
    },
    gridName: (code) => grids.get(code) ?? code,
  });
}
