import { randomUUID } from 'node:crypto';
import { ErrorBody } from '../../../shared/contract/common.ts';
import type { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { NewOrder } from '../../../shared/contract/orders.ts';
import { OrderAnswer, OrderPage, OrderView } from '../../../shared/contract/orderViews.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { cn, cnYears, officeHours } from '../../unit/time/calendars.ts';
import { type Hall, openHallOf, POSTS, whistlePack } from '../whistles/support.ts';

export const WHO = [
  'dispatch',
  'shift',
  'vice',
  'a-handler',
  'a-leader',
  'b-handler',
  'judge',
  'second',
  'auditor',
];
const EVERYBODY = { ...POSTS, second: { roles: ['supervision' as const], org: 'D' } };

/** The test city with the working days of China. */
export function orderPack(): CityPack {
  const plain = whistlePack();
  return {
    ...plain,
    manifest: { ...plain.manifest, calendar: 'cn', working: officeHours },
    calendarYears: cnYears(2025, 2026),
  };
}

export const meeting = (number: number) => ({ series: '周三调度会', year: 2026, number, item: 'i1' });

export function orderOf(parts: Partial<NewOrder> = {}): NewOrder {
  return {
    ...{ series: '督', title: '南门桥积水', content: '疏通雨水管', acceptance: '雨后一小时无积水' },
    ...{ origin: { kind: 'meeting', meeting: meeting(12) }, lead: 'A', coUnits: ['B'] },
    ...{ leader: '演示领导', contact: '演示联系人', due: null, feedback: { kind: 'once' }, subjects: [] },
    ...parts,
  };
}

type Input<C> = C extends unknown ? Omit<C, 'commandId' | 'seen'> : never;
export type Act = Input<OrderCommand>;

/** A hall with the acts of orders. */
export type OrderHall = Hall & {
  register(order: Partial<NewOrder>): Promise<OrderView>;
  act(who: string, id: string, act: Act): Promise<OrderView>;
  /** Status and code of an act that is refused. */
  refused(who: string, id: string, act: Act): Promise<[number, string]>;
  order(who: string, id: string): Promise<OrderView>;
  list(query: string): Promise<OrderPage>;
  photo(who: string): Promise<string>;
};

export async function openOrderHall(dataDir: string | null, at: string): Promise<OrderHall> {
  const hall = await openHallOf(orderPack(), EVERYBODY, dataDir, WHO, { now: cn(at) });
  const send = (who: string, path: string, act: Act) =>
    hall.as(who, 'POST', path, { commandId: randomUUID(), seen: null, ...act });
  const answerOf = async (answer: Response): Promise<OrderView> => {
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(body));
    return OrderAnswer.parse(body).view;
  };
  return {
    ...hall,
    register: async (order) =>
      answerOf(
        await send('dispatch', '/api/orders', { type: 'register', order: orderOf(order), assign: true }),
      ),
    act: async (who, id, act) => answerOf(await send(who, `/api/orders/${id}/commands`, act)),
    async refused(who, id, act) {
      const answer = await send(who, `/api/orders/${id}/commands`, act);
      return [answer.status, ErrorBody.parse(await answer.json()).error.code];
    },
    order: async (who, id) => OrderView.parse(await (await hall.as(who, 'GET', `/api/orders/${id}`)).json()),
    list: async (query) => hall.get(`/api/orders${query}`, OrderPage),
    async photo(who) {
      const answer = await hall.upload(who, 'after.jpg', photoOf(`${who} ${hall.clock.now}`));
      return Attachment.parse(await answer.json()).hash;
    },
  };
}
