import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { Clock, Logger } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { createOrders, type Orders } from './createOrders.ts';

/**
 * Registers supervision orders (督办件) in the journal of a city, and judges the open ones by the calendar in force. To be
 * awaited before the journal starts.
 */
export async function openOrders(parts: {
  store: Pick<AssembledStore, 'orders' | 'detail' | 'attachments' | 'journal'>;
  journal: CityJournal;
  /** With the working calendar in force. */
  pack(): CityPack;
  former: PackNames;
  hasWhistle(id: string): boolean;
  clock: Clock;
  logger: Logger;
}): Promise<Orders> {
  const { store, journal, pack, former, hasWhistle, clock, logger } = parts;
  const names = new Map(former.orgs.map(({ code, name }) => [code, name]));
  for (const { code, name } of pack().manifest.orgs) names.set(code, name);
  const orders = createOrders({
    ...{ table: store.orders, cases: store, attachments: store.attachments },
    ...{ journal, journalTable: store.journal, pack, hasWhistle, clock, logger },
    nameOf: (org) => names.get(org) ?? org,
  });
  await orders.rejudge(true);
  return orders;
}
