import type { CityStatus } from '../../../shared/contract/status.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Seal } from '../anchor/openSeal.ts';
import type { Assessments } from '../assessments/createAssessments.ts';
import type { Basemaps } from '../basemaps/openBasemaps.ts';
import type { CalendarChanges } from '../calendar/calendarChanges.ts';
import type { TrustedClock } from '../clock/trustedClock.ts';
import type { HandoverServices } from '../handover/openHandovers.ts';
import type { Layers } from '../layers/openLayers.ts';
import type { Meetings } from '../meetings/createMeetings.ts';
import type { Orders } from '../orders/createOrders.ts';
import type { OrderExports } from '../orders/exports.ts';
import type { Outbox } from '../outbox/openOutbox.ts';
import type { Contacts } from '../people/contacts.ts';
import type { People } from '../people/createPeople.ts';
import type { CityStore, Columns, Connections, Imports, Logger, SecretStore } from '../ports.ts';
import type { Exports } from '../privacy/exports.ts';
import type { Attachments } from '../whistles/attachments.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import type { Previews } from '../whistles/preview/previews.ts';
import type { EventHub } from './eventHub.ts';

export type ApiDeps = {
  store: CityStore;
  columns: Columns;
  connections: Connections;
  imports: Imports;
  outbox: Outbox;
  people: People;
  contacts: Contacts;
  exports: Exports;
  posts: HandoverServices;
  orders: Orders;
  orderExports: OrderExports;
  assessments: Assessments;
  meetings: Meetings;
  /** Null where the pack has no rules for whistles. */
  whistles: Whistles | null;
  attachments: Attachments;
  previews: Previews;
  /** As it was read; its calendar in force is that of `currentPack`. */
  pack: CityPack;
  /** Names of codes that only earlier packs had. */
  former: PackNames;
  currentPack(): CityPack;
  calendars: CalendarChanges;
  clock: TrustedClock;
  logger: Logger;
  secrets: SecretStore;
  seal: Seal;
  basemaps: Basemaps;
  layers: Layers;
  mode: CityStatus['mode'];
  hub: EventHub;
  status(): Promise<CityStatus>;
  /** Origin of the entrance for pushes from the network; null while it is closed. */
  pushOrigin(): string | null;
  /** See Mount. */
  strictAnswers: boolean;
  version: string;
};
