import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { OutboxCases } from '../../../shared/contract/outbox.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { eventually } from '../../support/city.ts';
import { type Fault, startWritableUpstream, type WritableUpstream } from '../../support/writableUpstream.ts';
import { type Hall, MINUTE } from '../whistles/support.ts';
import { act, caseRow, connectedHall, type Manner, messages, quiet, writeBackOf } from './support.ts';

let upstream: WritableUpstream;
let hall: Hall | null = null;
beforeEach(async () => {
  upstream = await startWritableUpstream();
  upstream.cases = [caseRow('GD-1'), caseRow('GD-2')];
});
afterEach(async () => {
  await hall?.removeData();
  hall = null;
  await upstream.stop();
});

async function connect(manner: Manner, changes: Record<string, unknown> = {}): Promise<Hall> {
  upstream.knowsKeys = manner === 'keyed';
  hall = await connectedHall(upstream, writeBackOf(manner, changes));
  return hall;
}

async function notices(at: Hall, who: string): Promise<NoticePage['items']> {
  const answer = await at.as(who, 'GET', '/api/notices');
  return NoticePage.parse(await answer.json()).items.filter(({ type }) => type === 'outbox');
}

/** Blown on a case of the upstream: one message, a dispatch. */
const blow = (at: Hall, id = 'GD-1', changes: Record<string, unknown> = {}) =>
  at.blown({ cases: [`grid:${id}`], description: '井盖破损，联系 13812345678 王小明', ...changes });

/** Which of the cases, and of one that never was, have messages that are not settled, as the rows of a queue ask. */
async function marks(at: Hall): Promise<OutboxCases['items']> {
  const cases = JSON.stringify(['grid:GD-1', 'grid:GD-2', 'grid:a,b"c']);
  return (await at.get(`/api/outbox/cases?cases=${encodeURIComponent(cases)}`, OutboxCases)).items;
}

describe('a message', () => {
  it('tells the upstream once what was done, and is pending until it is acknowledged', async () => {
    await upstream.stop();
    await upstream.restart();
    const city = await connect('keyed');
    await upstream.stop();
    const { summary } = await blow(city);
    const [waiting] = await messages(city);
    expect(waiting).toMatchObject({
      ...{ source: 'grid', caseId: 'grid:GD-1', whistle: summary.id, action: 'dispatch', event: 'blown' },
      ...{ operator: 'dispatch', org: 'C', upstreamId: null },
    });
    expect((await city.status()).outbox).toEqual({ pending: 1, failed: 0 });
    expect(await marks(city)).toEqual([{ case: 'grid:GD-1', pending: 1, failed: 0 }]);
    await upstream.restart();
    const [sent] = await quiet(city);
    expect(sent).toMatchObject({ state: 'acknowledged', upstreamId: 'U1', error: null, settledBy: null });
    expect((await city.status()).outbox).toEqual({ pending: 0, failed: 0 });
    expect(await marks(city)).toEqual([]);
    expect(upstream.done).toHaveLength(1);
    const [write] = upstream.done;
    expect(write).toMatchObject({ method: 'POST', path: '/cases/GD-1/dispatch' });
    // What citizens are called is not for an upstream that is not declared to receive it.
    expect(write?.body).toEqual({
      ...{ ref: write?.key, org: 'centre C', at: '2026-03-02 09:00:00' },
      text: '井盖破损，联系 [已隐去] [已隐去]',
    });
    expect(write?.key).toMatch(/^cw-[0-9a-f]{32}$/);
    expect(checkIntegrity(city.dataDir).findings).toEqual([]);
    expect(JSON.stringify(city.log)).not.toMatch(/13812345678|王小明/);
    expect(JSON.stringify(await messages(city, `?whistle=${summary.id}`))).not.toMatch(/13812345678|王小明/);
    expect(await messages(city, '?case=grid:GD-2')).toEqual([]);
    expect(await messages(city, '?case=grid:GD-1&state=open')).toEqual([]);
  });

  it('is written once where a command is sent again, and not at all where it is refused', async () => {
    const city = await connect('keyed');
    const { summary } = await blow(city);
    const again = { type: 'withdraw', commandId: 'the-same-command', reason: '误报' } as const;
    await Promise.all([1, 2, 3].map(() => city.pass('duty', summary.id, again)));
    await city.pass('duty', summary.id, again);
    await city.fail('other-duty', summary.id, { type: 'withdraw', reason: '不是我的' });
    await quiet(city);
    expect(upstream.asked.map(({ path }) => path)).toEqual(['/cases/GD-1/dispatch', '/cases/GD-1/return']);
  });

  it('survives the end of the program, also for a source that is paused', async () => {
    const city = await connect('keyed');
    const paused = { paused: true };
    expect((await city.as('chief', 'PATCH', '/api/sources/grid', paused)).status).toBe(200);
    await blow(city);
    city.clock.now += MINUTE;
    await city.close();
    hall = await connectedHall(upstream, null, city.dataDir, city.clock);
    expect(await messages(hall)).toMatchObject([{ state: 'pending', attempts: 0 }]);
    expect(upstream.asked).toEqual([]);
    await hall.as('chief', 'PATCH', '/api/sources/grid', { paused: false });
    expect(await quiet(hall)).toMatchObject([{ state: 'acknowledged', attempts: 1 }]);
    expect(upstream.done).toHaveLength(1);
  });

  it('waits where the upstream does not know the key, and goes once the source is saved with another', async () => {
    const city = await connect('plain');
    upstream.faults = ['locked'];
    await blow(city);
    const [held] = await eventually('the refused key', async () => {
      const all = await messages(city);
      return all[0]?.error === null ? null : all;
    });
    expect(held).toMatchObject({ state: 'pending', error: { code: 'write-key' }, attempts: 1 });
    await city.as('chief', 'PATCH', '/api/sources/grid', { name: '区级平台（新密钥）' });
    expect(await quiet(city)).toMatchObject([{ state: 'acknowledged', attempts: 2 }]);
    expect(upstream.done).toHaveLength(1);
  });
});

describe('an upstream that refuses', () => {
  it('is heard of once for all that one act caused, and only of what is left of it', async () => {
    const city = await connect('keyed', { on: {} });
    upstream.faults = ['refuse', 'refuse'];
    await city.blown({ cases: ['grid:GD-1', 'grid:GD-2'], description: '井盖破损' });
    const [first, second] = await quiet(city);
    const [both] = await notices(city, 'dispatch');
    expect(both?.what.zh.match(/派遣被上游拒收/g)).toHaveLength(2);
    await city.as('dispatch', 'POST', '/api/notices/shown', { ids: [both?.id] });
    await act(city, 'dispatch', first?.id ?? 0, 'discard', { reason: '不再需要' });
    // It stays read: there is nothing new in it.
    const left = await notices(city, 'dispatch');
    expect(left).toMatchObject([{ id: both?.id, shownAt: city.clock.now }]);
    expect(left[0]?.what.zh.match(/派遣被上游拒收/g)).toHaveLength(1);
    await act(city, 'dispatch', second?.id ?? 0, 'retry', { reason: '补充说明' });
    expect(await notices(city, 'dispatch')).toEqual([]);
    expect(await quiet(city)).toMatchObject([{ state: 'discarded' }, { state: 'acknowledged' }]);
  });

  it('is heard by whoever acted, who may change the text and send it again; the rest of the case waits', async () => {
    const city = await connect('keyed');
    upstream.faults = ['refuse'];
    const { summary } = await blow(city);
    await quiet(city);
    await city.pass('duty', summary.id, { type: 'withdraw', reason: '误报' });
    const [refused, waiting] = await quiet(city);
    expect(refused).toMatchObject({ state: 'refused', error: { code: 'write-refused' } });
    expect(refused?.error?.message).toContain('办理意见不少于 10 字，联系 138****5678');
    expect(waiting).toMatchObject({ state: 'pending', waitsFor: refused?.id, action: 'return', attempts: 0 });
    expect((await city.status()).outbox).toEqual({ pending: 1, failed: 1 });
    expect(await marks(city)).toEqual([{ case: 'grid:GD-1', pending: 1, failed: 1 }]);
    expect((await city.request('/api/outbox/cases?cases=GD-1')).status).toBe(400);
    expect(upstream.asked).toHaveLength(1);

    const [notice] = await notices(city, 'dispatch');
    expect(notice).toMatchObject({ whistle: summary.id, shownAt: null });
    expect(notice?.what.zh).toContain('派遣被上游拒收');
    expect(notice?.what.zh).toContain('办理意见不少于 10 字');
    for (const other of ['duty', 'shift', 'a-handler']) expect(await notices(city, other)).toEqual([]);

    const id = refused?.id ?? 0;
    for (const [who, status] of [
      ['other-duty', 403],
      ['auditor', 403],
      ['a-handler', 403],
    ] as const)
      expect((await act(city, who, id, 'retry', { reason: '再试' })).status, who).toBe(status);
    expect(
      (await act(city, 'dispatch', id, 'retry', { text: '井盖破损，已通知维修', reason: '补充说明' })).status,
    ).toBe(200);
    const settled = await quiet(city);
    // Nobody is told any more of what was settled, whether they had seen it or not.
    expect(await notices(city, 'dispatch')).toEqual([]);
    expect(settled).toMatchObject([
      { state: 'acknowledged', attempts: 2, text: '井盖破损，已通知维修' },
      { state: 'acknowledged', attempts: 1, waitsFor: null },
    ]);
    expect(upstream.done.map(({ path, body }) => `${path} ${body['text']}`)).toEqual([
      '/cases/GD-1/dispatch 井盖破损，已通知维修',
      '/cases/GD-1/return 误报',
    ]);
    // An upstream may answer a key that it knows as it did before.
    expect(upstream.asked[1]?.key).toBe(`${upstream.asked[0]?.key}.2`);
    const audit = AuditPage.parse(await (await city.as('auditor', 'GET', '/api/audit')).json());
    const lines = audit.items.filter(({ action }) => action === 'outbox.retry');
    expect(lines.map(({ actor, result }) => `${actor} ${result}`)).toEqual([
      'dispatch done',
      'a-handler refused',
      'auditor refused',
      'other-duty refused',
    ]);
    expect(lines[0]?.details).toMatchObject({ reason: '补充说明', was: 'refused', changed: true });
  });

  it('may be given up with a reason, or known to have it already', async () => {
    const city = await connect('plain', { on: {} });
    upstream.faults = ['say-no', 'moved'];
    const { summary } = await blow(city);
    await quiet(city);
    await city.pass('duty', summary.id, { type: 'withdraw', reason: '误报' });
    await blow(city, 'GD-2');
    const [first, second] = await quiet(city);
    expect(first?.error?.message).toContain('工单已结案，不能再反馈');
    expect(second).toMatchObject({ state: 'refused', error: { code: 'write-moved' } });
    expect((await act(city, 'shift', first?.id ?? 0, 'discard', { reason: ' ' })).status).toBe(422);
    expect(await notices(city, 'dispatch')).toHaveLength(2);
    expect((await act(city, 'shift', first?.id ?? 0, 'discard', { reason: '上游已结案' })).status).toBe(200);
    expect(await notices(city, 'dispatch')).toHaveLength(1);
    const known = { upstreamId: 'P-77', reason: '电话核实' };
    expect((await act(city, 'shift', second?.id ?? 0, 'delivered', known)).status).toBe(200);
    expect(await notices(city, 'dispatch')).toEqual([]);
    expect(await messages(city)).toMatchObject([
      { state: 'discarded', settledBy: { operator: 'shift', reason: '上游已结案' } },
      { state: 'acknowledged', upstreamId: 'P-77', settledBy: { operator: 'shift', reason: '电话核实' } },
    ]);
    // Settled is settled.
    for (const what of ['retry', 'discard', 'delivered'])
      expect((await act(city, 'shift', first?.id ?? 0, what, { reason: '再来' })).status, what).toBe(409);
    expect((await act(city, 'shift', 999, 'retry', { reason: '再来' })).status).toBe(404);
    expect(upstream.done).toEqual([]);
    expect(checkIntegrity(city.dataDir).findings).toEqual([]);
  });
});

const FAULTS: Fault[] = [
  ...([
    'lose-request',
    'lose-answer',
    'cut-answer',
    'fail',
    'fail-done',
    'garbage-done',
    'web-page',
  ] as const),
  ...(['busy', 'moved', 'locked', 'refuse', 'say-no'] as const),
];
/** After these nobody can know whether it was done. */
const DOUBTFUL: readonly Fault[] = [
  ...([
    'lose-request',
    'lose-answer',
    'cut-answer',
    'fail',
    'fail-done',
    'garbage-done',
    'web-page',
  ] as const),
];

describe.each(['keyed', 'asked', 'plain'] as const)('an upstream that fails, told %s', (manner) => {
  it('has everything once, or a person is told', async () => {
    const city = await connect(manner, { on: {} });
    for (const fault of FAULTS) {
      upstream.faults = [fault];
      const from = upstream.done.length;
      const { summary } = await blow(city);
      const message = (await quiet(city, fault)).at(-1);
      const done = upstream.done.length - from;
      if (manner !== 'plain' && DOUBTFUL.includes(fault)) {
        expect([fault, message?.state, done]).toEqual([fault, 'acknowledged', 1]);
      } else if (DOUBTFUL.includes(fault)) {
        // Without key and question nobody asks twice: a person decides.
        expect([fault, message?.state]).toEqual([fault, 'unknown']);
        expect(done, fault).toBeLessThanOrEqual(1);
        expect((await notices(city, 'dispatch'))[0]?.what.zh, fault).toContain('不确定上游是否收到');
        const id = message?.id ?? 0;
        const changed = await act(city, 'dispatch', id, 'retry', { text: '另一段', reason: '改写' });
        expect(changed.status, fault).toBe(409);
        const decided = await act(city, 'dispatch', id, done === 1 ? 'delivered' : 'retry', {
          reason: '已核实',
        });
        expect(decided.status, fault).toBe(200);
        expect((await quiet(city, fault)).at(-1)?.state, fault).toBe('acknowledged');
        expect(upstream.done.length - from, fault).toBe(1);
      } else if (fault === 'busy' || fault === 'locked') {
        expect([fault, message?.state, done]).toEqual([fault, 'acknowledged', 1]);
      } else {
        expect([fault, message?.state, done]).toEqual([fault, 'refused', 0]);
        await act(city, 'dispatch', message?.id ?? 0, 'discard', { reason: '不再需要' });
      }
      // Two open whistles at one place would be taken for one matter.
      await city.pass('duty', summary.id, { type: 'withdraw', reason: '已办' });
    }
    expect(checkIntegrity(city.dataDir).findings).toEqual([]);
  });
});
