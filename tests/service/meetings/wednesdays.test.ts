import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { MeetingList } from '../../../shared/contract/meeting.ts';
import { OrderAnswer, OrderView } from '../../../shared/contract/orderViews.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { type Hall, openHallOf, POSTS, packWithDaysOff } from '../whistles/support.ts';
import { meetingsOf, type Step } from './support.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
/** The first Wednesday evening. */
const FIRST = Date.parse('2026-03-04T19:00:00+08:00');
/** The day before Tomb-Sweeping Day is off here, and it is a Friday. */
const DAY_OFF = '2026-04-03';
const PEOPLE = ['duty', 'leader', 'dispatch', 'shift', 'a-handler', 'a-leader', 'judge', 'auditor'];
const A = { org: 'A', name: 'department A' };
const ORDER: Omit<Extract<Step, { type: 'decide' }>, 'item'> = {
  ...{ kind: 'supervise', text: '限期回填', lead: A, co: [], days: 0 },
  acceptance: '监督员现场核查路面恢复',
  type: 'decide',
};

let hall: Hall;
afterEach(() => hall.removeData());

it('brings every decision back, week after week, until it is done', async () => {
  const clock = { now: FIRST - 48 * HOUR };
  hall = await openHallOf(packWithDaysOff([DAY_OFF]), POSTS, null, PEOPLE, clock);
  const { summary } = await hall.blown({});
  const whistle = `whistle:${summary.id}`;
  let meetings = meetingsOf(hall);
  const packs = new Map<string, string>();

  /** Plans and opens the meeting of a week; signs in, and keeps the bytes of its pack. */
  async function open(week: number): Promise<string> {
    const { id } = await meetings.plan(FIRST + week * WEEK);
    clock.now = FIRST + week * WEEK;
    await meetings.step('shift', id, { type: 'open' });
    packs.set(id, (await meetings.pack(id)).text);
    return id;
  }
  /** An act on an order. */
  async function act(who: string, order: string, command: object): Promise<OrderView> {
    const body = { commandId: randomUUID(), seen: null, ...command };
    const answer = await hall.as(who, 'POST', `/api/orders/${order}/commands`, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${who} ${answer.status} ${text}`);
    return OrderAnswer.parse(JSON.parse(text)).view;
  }
  /** Reads every decision back, and closes. */
  async function close(id: string): Promise<void> {
    for (const { id: decision } of (await meetings.meeting(id)).decisions)
      await meetings.step('shift', id, { type: 'read-back', decision });
    await meetings.step('shift', id, { type: 'close' });
  }

  // Week 0: the whistle is past its limits, and comes by itself. Three decisions.
  const first = await open(0);
  expect(first).toBe('dispatch-2026-1');
  const pack = (await meetings.pack(first)).pack;
  const overdue = expect.arrayContaining(['overdue']);
  expect(pack.items).toMatchObject([{ key: whistle, sources: overdue, meetings: 0, carries: 0 }]);
  expect(pack.unknown).toContain('dissatisfied-cases');
  expect(await meetings.refused('a-handler', first, { type: 'show', part: 'items', item: whistle })).toEqual([
    403,
    'meeting-role',
  ]);
  await meetings.step('shift', first, { type: 'show', part: 'items', item: whistle });
  await meetings.step('shift', first, { ...ORDER, item: whistle });
  const kept = { item: whistle, lead: null, co: [], acceptance: '', text: '' };
  // 30 days after 4 March is Friday 3 April, which is off: Monday.
  const dated = await meetings.step('shift', first, {
    ...{ ...kept, type: 'decide', kind: 'campaign', text: '集中整治', days: 30 },
  });
  expect(dated.decisions[1]?.due?.date).toBe('2026-04-06');
  await meetings.step('shift', first, { ...kept, type: 'decide', kind: 'look-again', days: null });
  expect(dated.decisions[0]).toMatchObject({ effect: 'order-due', order: null });
  await close(first);
  // Read back, it is an order: one, whatever is sent again.
  const [made] = (await meetings.step('shift', first, { type: 'read-back', decision: 'd1' })).decisions;
  expect(made).toMatchObject({ effect: 'order', order: { number: '会督〔2026〕1号' } });
  const order = made?.order?.id ?? '';
  const page = OrderView.parse(await (await hall.as('shift', 'GET', `/api/orders/${order}`)).json());
  expect(page.row).toMatchObject({
    ...{ lead: 'A', acceptance: ORDER.acceptance, clock: { due: '2026-03-04' } },
    meeting: { series: '调度会', year: 2026, number: 1 },
  });
  expect(page.order.subjects).toEqual([{ kind: 'whistle', id: summary.id }]);

  // Week 1: what was decided comes first; the one that was due the same evening is carried.
  const second = await open(1);
  const { pack: ofSecond } = await meetings.pack(second);
  expect(ofSecond.last).toMatchObject([
    { meeting: first, decision: 'd1', state: 'open', overdueDays: 7, carries: 1 },
    { meeting: first, decision: 'd2', state: 'open', overdueDays: 0, carries: 0 },
  ]);
  expect(ofSecond.items.map(({ key, sources }) => [key, sources])).toEqual([
    [`decision:${first}/d1`, ['unfinished']],
    [`decision:${first}/d2`, ['unfinished']],
    [whistle, expect.arrayContaining(['look-again', 'overdue'])],
  ]);
  expect(ofSecond.items[2]).toMatchObject({ meetings: 1 });
  // Nobody who commands finds it done, and nothing is closed before it was found done.
  const carried = `decision:${first}/d1`;
  const ending = { ...kept, item: carried, type: 'decide', kind: 'close', days: null } as const;
  expect(await meetings.refused('shift', second, ending)).toEqual([409, 'check-first']);
  const say = { type: 'outcome', note: '现场已恢复' } as const;
  const byOrder = { ...say, decision: 'd1', state: 'part' } as const;
  expect(await meetings.refused('a-handler', first, byOrder)).toEqual([409, 'outcome-by-order']);
  expect(await meetings.refused('shift', first, { ...say, decision: 'd2', state: 'done' })).toEqual([
    403,
    'done-by-supervision',
  ]);
  await meetings.step('a-handler', first, { ...say, decision: 'd2', state: 'part' });
  await close(second);

  // Weeks 2 and 3: carried again, and at the third time it climbs.
  await close(await open(2));
  const fourth = await open(3);
  const third = (await meetings.pack(fourth)).pack;
  expect(third.last.find(({ decision }) => decision === 'd1')).toMatchObject({ state: 'open', carries: 3 });
  expect(third.items.find(({ key }) => key === carried)).toMatchObject({
    ...{ carries: 3, meetings: 2, proposed: 'escalate' },
  });
  await act('a-handler', order, { type: 'sign' });
  const photo = Attachment.parse(await (await hall.upload('a-leader', 'after.jpg', photoOf('after'))).json());
  await act('a-leader', order, { type: 'ask-closing', result: '已回填', evidence: [photo.hash] });
  await act('judge', order, { type: 'check', onSite: true, passed: true, opinion: '已恢复', evidence: [] });
  const closed = await act('judge', order, { type: 'close', archive: '' });
  expect(closed.row).toMatchObject({ stage: 'closed', carries: 3, escalated: true });
  await meetings.step('shift', fourth, ending);
  await close(fourth);

  // Week 4: told as done, once; week 5 no more.
  const fifth = await open(4);
  expect((await meetings.pack(fifth)).pack.last.map(({ decision, state }) => [decision, state])).toEqual([
    ['d1', 'done'],
    ['d2', 'part'],
  ]);
  await close(fifth);
  const sixth = await open(5);
  expect((await meetings.pack(sixth)).pack.last.map(({ decision }) => decision)).toEqual(['d2']);

  // The city is opened anew: every pack is what it was, byte by byte, and the journal proves it.
  const { dataDir } = hall;
  await hall.close();
  expect(checkIntegrity(dataDir).findings).toEqual([]);
  hall = await openHallOf(packWithDaysOff([DAY_OFF]), POSTS, dataDir, PEOPLE, clock);
  meetings = meetingsOf(hall);
  for (const [id, text] of packs) expect((await meetings.pack(id)).text, id).toBe(text);
  const list = MeetingList.parse(await (await hall.as('auditor', 'GET', '/api/meetings')).json());
  expect(list.items.map(({ title }) => title)).toEqual(
    [6, 5, 4, 3, 2, 1].map((number) => `2026年第${number}次调度会`),
  );
  expect(list.next.heldAt).toBe(FIRST + 6 * WEEK);
});

it('keeps a half-written sentence over a service that dies, and does nothing twice', async () => {
  const clock = { now: FIRST };
  hall = await openHallOf(packWithDaysOff([]), POSTS, null, PEOPLE, clock);
  await hall.blown({});
  let meetings = meetingsOf(hall);
  const { id } = await meetings.plan(FIRST);
  const opening = randomUUID();
  await meetings.step('shift', id, { type: 'open', commandId: opening });
  const own = { type: 'add-item', subject: null, place: null, lead: null } as const;
  await meetings.step('a-handler', id, { ...own, problem: '管线移交' });
  const sentence = { item: 'own:1', kind: null, lead: A, co: [], days: null, acceptance: '' };
  await meetings.step('shift', id, { ...sentence, type: 'draft', text: '由部门 A 牵头', n: 0 });
  // Not closed: what was answered is on the disk. The same command sent again is answered, and opens nothing anew.
  const before = await meetings.pack(id);
  const { dataDir } = hall;
  await hall.close();
  hall = await openHallOf(packWithDaysOff([]), POSTS, dataDir, PEOPLE, clock);
  meetings = meetingsOf(hall);
  const again = await meetings.step('shift', id, { type: 'open', commandId: opening });
  expect(again.drafts).toMatchObject([{ text: '由部门 A 牵头', n: 1 }]);
  expect(await meetings.pack(id)).toEqual(before);
  expect(await meetings.refused('shift', id, { ...sentence, type: 'draft', text: '别的', n: 0 })).toEqual([
    409,
    'meeting-moved',
  ]);
});

it('tells a wall the item and the sentence, and nothing of persons', async () => {
  const clock = { now: FIRST };
  hall = await openHallOf(packWithDaysOff([]), POSTS, null, PEOPLE, clock);
  const meetings = meetingsOf(hall);
  const { id } = await meetings.plan(FIRST);
  await meetings.step('shift', id, { type: 'open' });
  const problem = '居民 13900014321 反映 5 幢 1203 室漏水';
  await meetings.step('duty', id, { type: 'add-item', problem, subject: null, place: null, lead: null });
  await meetings.step('shift', id, { type: 'show', part: 'items', item: 'own:1' });
  await meetings.step('shift', id, { type: 'speak', unit: A, item: 'own:1', minutes: 3 });
  await meetings.step('shift', id, {
    ...{ type: 'draft', item: 'own:1', kind: 'assign', text: '联系 025-86543210 处理', lead: A, co: [] },
    ...{ days: 0, acceptance: '', n: 0 },
  });
  const asWall = { headers: { 'X-Window-Role': 'wall' } };
  const said = await (await hall.request(`/api/wall/meetings/${id}`, asWall)).text();
  expect(said).toContain('漏水');
  expect(said).toContain('处理');
  for (const hidden of ['13900014321', '86543210', '1203', '某shift', '某duty'])
    expect(said).not.toContain(hidden);
  expect((await hall.request(`/api/meetings/${id}`, asWall)).status).toBe(403);
});
