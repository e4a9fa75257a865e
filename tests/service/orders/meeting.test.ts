import { afterEach, expect, it } from 'vitest';
import { type CityJournal, openJournal } from '../../../electron/city/journal/openJournal.ts';
import { createOrders, type Orders } from '../../../electron/city/orders/createOrders.ts';
import { OrderActRefused } from '../../../electron/city/orders/refused.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { cn } from '../../unit/time/calendars.ts';
import { COUNTING, type CounterStreams, registerCounter } from '../journal/counter.ts';
import { openAt, silent, tempDir } from '../store/support.ts';
import { meeting, orderOf, orderPack } from './support.ts';

const CHAIR: Operator = {
  ...{ id: 'vice', name: '演示领导', roles: ['vice-district'], org: 'D', streets: [], active: true },
};
let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;
afterEach(() => {
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

/** Orders beside another kind of stream, as a meeting is. */
function open(): { journal: CityJournal; orders: Orders; other: CounterStreams } {
  dir = tempDir();
  store = openAt(dir.path);
  const clock = { now: () => cn('2026-03-04 19:30') };
  const journal = openJournal({
    ...{ table: store.journal, shared: null, clock, logger: silent },
    current: (by) => by,
    onCommit: () => undefined,
  });
  const pack = orderPack();
  const orders = createOrders({
    ...{ table: store.orders, cases: store, attachments: store.attachments, journal },
    ...{ journalTable: store.journal, clock, logger: silent, pack: () => pack },
    ...{ hasWhistle: () => false, nameOf: (org) => org },
  });
  return { journal, orders, other: registerCounter(journal, () => undefined) };
}

it('a meeting issues and carries orders within its own turn, once for each command', async () => {
  const { orders, other } = open();
  const carried = { meeting: meeting(13), note: '' };
  await other.turn(async (act) => {
    await act('c', { commandId: 'decision-1', type: 'add', by: 1 }, COUNTING, () => undefined);
    const { state } = await orders.issueInTurn('meeting-12-item-1', orderOf(), CHAIR);
    expect(state).toMatchObject({ stage: 'assigned', number: { series: '督', year: 2026, number: 1 } });
    const again = await orders.issueInTurn('meeting-12-item-1', orderOf(), CHAIR);
    expect(again).toMatchObject({ repeated: true, state: { id: state.id } });
    await orders.carryInTurn('meeting-13-carry-1', state.id, carried, CHAIR);
    await expect(orders.carryInTurn('meeting-13-carry-2', state.id, carried, CHAIR)).rejects.toThrow(
      OrderActRefused,
    );
  });
  const { items } = orders.list({ sort: 'due', limit: 10 }, 0);
  expect(items).toMatchObject([{ numberText: '督〔2026〕1号', carries: 1 }]);
});
