import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { OrderAnswer, OrderDraw, OrderDraws } from '../../../shared/contract/orderViews.ts';
import { drawnFrom } from '../../../shared/order/draw.ts';
import { cn } from '../../unit/time/calendars.ts';
import { meeting, type OrderHall, openOrderHall, orderOf } from './support.ts';

let hall: OrderHall;
afterEach(() => hall.removeData());

const until = (at: string) => {
  hall.clock.now = cn(at);
};
const findings = () => checkIntegrity(hall.dataDir).findings;
/** An act of no consequence, so that what fell due before it has fired. */
const note = (id: string) => hall.act('a-handler', id, { type: 'feedback', text: '进度', evidence: [] });

describe('an order', () => {
  it('goes from the meeting over the rungs and a refused check to its closing, and rebounds', async () => {
    hall = await openOrderHall(null, '2026-03-04 19:30');
    let { row } = await hall.register({});
    const { id } = row;
    // 20 days of a meeting: Tuesday the 24th.
    expect(row).toMatchObject({
      numberText: '督〔2026〕1号',
      stage: 'assigned',
      clock: { due: '2026-03-24' },
    });
    expect((await hall.register({ title: '另一件' })).row.numberText).toBe('督〔2026〕2号');
    await hall.act('a-handler', id, { type: 'sign' });
    await hall.act('b-handler', id, { type: 'sign' });
    for (const number of [13, 14, 15])
      ({ row } = await hall.act('dispatch', id, { type: 'carry', meeting: meeting(number), note: '未完成' }));
    expect(row).toMatchObject({ carries: 3, escalated: true });

    until('2026-03-25 09:00');
    ({ row } = await note(id));
    expect(row).toMatchObject({ rung: 1, clock: { overdue: true, overdueDays: 1 } });
    expect((await hall.list('?overdue=true')).items.map((one) => one.id)).toContain(id);
    until('2026-04-02 09:00');
    expect((await note(id)).row.rung).toBe(2);
    until('2026-04-30 09:00');
    ({ row } = await note(id));
    expect(row.rung).toBe(3);

    const evidence = [await hall.photo('a-leader')];
    const closing = { type: 'ask-closing', result: '已疏通', evidence } as const;
    expect(await hall.refused('a-handler', id, closing)).toEqual([403, 'order-leader']);
    expect(await hall.refused('a-leader', id, { ...closing, evidence: ['b'.repeat(64)] })).toEqual([
      422,
      'order-file',
    ]);
    await hall.act('a-leader', id, closing);
    const check = { type: 'check', onSite: true, opinion: '仍有积水', evidence: [] as string[] } as const;
    expect(await hall.refused('dispatch', id, { ...check, passed: true })).toEqual([403, 'order-not-yours']);
    ({ row } = await hall.act('judge', id, { ...check, passed: false }));
    expect(row).toMatchObject({ stage: 'working', refusedChecks: 1 });
    await hall.act('a-leader', id, closing);
    expect(await hall.refused('judge', id, { type: 'close', archive: '' })).toEqual([
      409,
      'order-not-checked',
    ]);
    await hall.act('judge', id, { ...check, passed: true, opinion: '已无积水' });
    ({ row } = await hall.act('judge', id, { type: 'close', archive: '2026-督-001' }));
    expect(row).toMatchObject({ stage: 'closed', archive: '2026-督-001' });

    // 回头看: drawn in the next month, by a seed that stands in the log.
    const draw = (who: string) =>
      hall.as(who, 'POST', '/api/orders/draws', { commandId: randomUUID(), month: '2026-04' });
    expect((await draw('judge')).status).toBe(409);
    until('2026-05-06 09:00');
    expect((await hall.get('/api/orders/draws', OrderDraws)).pending).toEqual(['2026-04']);
    expect((await draw('dispatch')).status).toBe(403);
    const drawn = OrderDraw.parse(await (await draw('judge')).json());
    expect(drawn).toMatchObject({ pool: [id], drawn: [id], seed: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(drawnFrom(drawn.pool, drawn.seed)).toEqual(drawn.drawn);
    expect((await draw('judge')).status).toBe(409);
    expect((await hall.list('?recheck=true')).items.map((one) => one.id)).toEqual([id]);
    until('2026-05-20 09:00');
    ({ row } = await hall.act('second', id, {
      type: 'recheck',
      held: false,
      opinion: '雨后又积水',
      evidence: [],
    }));
    expect(row).toMatchObject({
      numberText: '督〔2026〕1号',
      stage: 'working',
      rebounds: 1,
      weight: 2,
      rung: 0,
    });
    expect((await hall.list('?recheck=true')).total).toBe(0);

    const view = await hall.act('a-leader', id, { type: 'feedback', text: '再次进场', evidence: [] });
    expect(view.offered).toContain('ask-closing');
    expect(view.log.map(({ seq }) => seq)).toEqual(view.log.map((_, i) => i + 1));
    expect(view.log.filter(({ type }) => type === 'rung').map(({ by }) => by)).toEqual([null, null, null]);
    expect(findings()).toEqual([]);
  });

  it('is done once for one command id, and comes back from the folder as it was', async () => {
    hall = await openOrderHall(null, '2026-03-04 19:30');
    const body = {
      type: 'register',
      commandId: 'meeting-12-item-1',
      seen: null,
      order: orderOf(),
      assign: true,
    };
    const send = async () =>
      OrderAnswer.parse(await (await hall.as('dispatch', 'POST', '/api/orders', body)).json());
    const first = await send();
    const again = await send();
    expect(again).toMatchObject({ repeated: true, view: { row: { id: first.view.row.id, seq: 2 } } });
    expect((await hall.list('')).total).toBe(1);
    const other = await hall.as('dispatch', 'POST', '/api/orders', { ...body, assign: false });
    expect(other.status).toBe(409);

    const before = await hall.order('judge', first.view.row.id);
    await hall.city.close();
    const { dataDir } = hall;
    hall = await openOrderHall(dataDir, '2026-03-04 19:31');
    expect(await hall.order('judge', first.view.row.id)).toEqual(before);
  });

  it('is judged again when the working calendar changes, also while the program was off', async () => {
    hall = await openOrderHall(null, '2026-03-04 19:30');
    let { row } = await hall.register({ due: '2026-03-10' });
    const { id } = row;
    await hall.act('a-handler', id, { type: 'sign' });
    until('2026-03-11 09:00');
    expect((await note(id)).row).toMatchObject({ rung: 1, urged: 1 });
    const daysOff = {
      type: 'add-days-off',
      from: '2026-03-10',
      to: '2026-03-11',
      half: null,
      reason: '暴雪停工',
    };
    const answer = await hall.as('shift', 'POST', '/api/calendar/changes', { change: daysOff, seen: 0 });
    expect(answer.status).toBe(200);
    ({ row } = await hall.order('judge', id));
    expect(row).toMatchObject({ rung: 0, urged: 0, clock: { due: '2026-03-12', overdue: false } });
    expect((await hall.order('judge', id)).log.filter(({ exempt }) => exempt)).toHaveLength(1);
    expect(findings()).toEqual([]);
  });

  it('is found by its filters, in any order, page by page', async () => {
    hall = await openOrderHall(null, '2026-03-04 19:30');
    await hall.register({ title: '甲', due: '2026-03-20' });
    await hall.register({ title: '乙', due: '2026-03-10', lead: 'B', coUnits: [] });
    await hall.register({ title: '丙', due: '2026-03-16', origin: { kind: 'media', reference: '' } });
    const titles = async (query: string) => (await hall.list(query)).items.map(({ title }) => title);
    expect(await titles('')).toEqual(['乙', '丙', '甲']);
    expect(await titles('?sort=-due')).toEqual(['甲', '丙', '乙']);
    expect(await titles('?sort=-number')).toEqual(['丙', '乙', '甲']);
    expect(await titles('?lead=B')).toEqual(['乙']);
    expect(await titles('?origin=media')).toEqual(['丙']);
    expect(await titles(`?meeting=${encodeURIComponent('周三调度会〔2026〕12')}`)).toEqual(['乙', '甲']);
    expect(await titles(`?q=${encodeURIComponent('〔2026〕3号')}`)).toEqual(['丙']);
    expect(await titles('?stage=closed')).toEqual([]);
    const first = await hall.list('?limit=2');
    expect(first).toMatchObject({ total: 3, nextCursor: '2' });
    expect(await titles(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['甲']);
    expect((await hall.request('/api/orders?overdu=true')).status).toBe(400);
  });
});

describe('verify', () => {
  it.each([
    ['order-projection', 'UPDATE orders SET due_at = due_at + 86400000'],
    [
      'order-projection',
      "UPDATE streams SET state = replace(state, '\"extensions\":0', '\"extensions\":1') WHERE kind = 'order'",
    ],
    ['order-timers', "DELETE FROM timers WHERE id LIKE 'rung%'"],
  ])('finds %s', async (code, sql) => {
    hall = await openOrderHall(null, '2026-03-04 19:30');
    await hall.register({});
    await hall.city.close();
    change(hall.dataDir, sql);
    expect(findings().map((one) => one.code)).toContain(code);
  });
});

function change(dataDir: string, sql: string): void {
  const db = new Database(databasePath(dataDir));
  db.exec(sql);
  db.close();
}
