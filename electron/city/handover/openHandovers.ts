import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { People } from '../people/createPeople.ts';
import type { Clock, Columns, Connections } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import { createHandovers, type Handovers } from './createHandovers.ts';
import { createOperatorShelves, type OperatorShelves } from './operatorShelves.ts';

export type HandoverServices = { handovers: Handovers; shelved: OperatorShelves };

/** Creates the hand-overs and the shelved alarms for a store and a pack. */
export function openHandovers(parts: {
  store: AssembledStore;
  journal: CityJournal;
  pack: CityPack;
  /** Names of what only earlier packs had: its people hand over their shifts all the same. */
  former: PackNames;
  people: People;
  columns: Columns;
  whistles: Whistles | null;
  sync: Pick<Connections, 'statuses'>;
  clock: Clock;
  onChange(org: string, what: 'handover' | 'alarms'): void;
}): HandoverServices {
  const { store, journal, pack, former, people, columns, whistles, sync, clock, onChange } = parts;
  const { streets } = pack.manifest;
  const orgs = [...pack.manifest.orgs, ...former.orgs];
  const names = new Map([...former.streets, ...streets, ...orgs].map(({ code, name }) => [code, name]));
  return {
    handovers: createHandovers({
      journal,
      table: store.handovers,
      people: store.people,
      sessions: people.sessions,
      manifest: { ...pack.manifest, orgs },
      columns,
      clock,
      whistles,
      shelves: store.alarmShelves,
      sources: () => sync.statuses(),
      quarantine: (query) => store.quarantine(query),
      outbox: () => store.outboxCounts(),
      operator: (id) => store.people.operator(id),
      nameOf: (org) => names.get(org) ?? org,
      onChange: (org) => onChange(org, 'handover'),
    }),
    shelved: createOperatorShelves(store.alarmShelves, clock, (org) => onChange(org, 'alarms')),
  };
}
