import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { type Hall, HOUR, MINUTE, openHall } from './support.ts';

const WHO = ['chief', 'duty', 'leader', 'dispatch', 'a-handler', 'b-handler', 'judge'];
let hall: Hall;
const opening = () => {
  beforeEach(async () => {
    hall = await openHall(null, WHO);
  });
  afterEach(() => hall.removeData());
};

/** A photo, uploaded: its hash. */
async function photo(who: string, text: string): Promise<string> {
  const answer = await hall.upload(who, 'after.jpg', photoOf(text));
  expect(answer.status).toBe(201);
  return Attachment.parse(await answer.json()).hash;
}

describe('a whistle', () => {
  opening();
  it('goes from draft to closed and is opened again, and verify agrees with every step', async () => {
    let view = await hall.blown({});
    const { id } = view.summary;
    expect(view.summary.stage).toBe('blown');
    const [a, b] = view.children.map((child) => child.id);
    for (const [who, summons] of [
      ['a-handler', a],
      ['b-handler', b],
    ] as const) {
      hall.clock.now += 10 * MINUTE;
      await hall.pass(who, id, { type: 'sign', summons: summons ?? '' });
      await hall.pass(who, id, { type: 'contact', summons: summons ?? '', with: '街道值守' });
      await hall.pass('duty', id, { type: 'arrive', summons: summons ?? '', method: 'clerk', who: '带队人' });
    }
    view = await hall.view(id);
    expect(view.summary.stage).toBe('handling');
    hall.clock.now += 5 * HOUR;
    const files = [await photo('a-handler', 'done')];
    await hall.pass('a-handler', id, { type: 'submit-result', summons: a ?? '', text: '已更换井盖', files });
    await hall.pass('duty', id, { type: 'confirm', onSite: true });
    const scores = (await hall.view(id)).children
      .filter((child) => child.part !== 'leader')
      .map((child) => ({ summons: child.id, arrival: 5, attitude: 4, effect: 5 }));
    view = (await hall.pass('leader', id, { type: 'rate', scores })).state;
    expect(view.summary.stage).toBe('closed');
    hall.clock.now += 48 * HOUR;
    view = (await hall.pass('judge', id, { type: 'reopen', cause: 'unresolved', reason: '回访未解决' }))
      .state;
    expect(view.summary).toMatchObject({ stage: 'handling', round: 2 });
    expect(view.log.map((event) => event.seq)).toEqual(view.log.map((_, index) => index + 1));
    const report = checkIntegrity(hall.dataDir);
    expect(report.findings).toEqual([]);
    expect(report.figures).toMatchObject({ whistles: 1, whistleEvents: view.log.length, attachments: 1 });
  });

  it('shows what each may do, and nothing to nobody', async () => {
    const { summary } = await hall.blown({});
    expect((await hall.view(summary.id)).may).toEqual([]);
    const answer = await hall.as('a-handler', 'GET', `/api/whistles/${summary.id}`);
    const { may } = WhistleView.parse(await answer.json());
    expect(may.map((one) => one.type)).toContain('sign');
    expect(may.map((one) => one.type)).not.toContain('withdraw');
  });

  it('fires what fell due before the act that comes after it', async () => {
    const { summary, children } = await hall.blown({});
    hall.clock.now += 61 * MINUTE;
    const late = await hall.pass('a-handler', summary.id, { type: 'sign', summons: children[0]?.id ?? '' });
    const types = late.state.log.map((event) => event.type);
    expect(types.indexOf('expired')).toBeGreaterThan(0);
    expect(types.lastIndexOf('expired')).toBeLessThan(types.indexOf('signed'));
    const expired = late.state.log.filter((event) => event.type === 'expired');
    const due = (summary.blownAt ?? 0) + 60 * MINUTE;
    expect(expired.map((event) => [event.data.org, event.data.dueAt])).toEqual([
      ['A', due],
      ['B', due],
    ]);
  });

  it('tells the other whistle of a merge and of a repetition in the same transaction', async () => {
    const first = await hall.blown({});
    const second = await hall.draft('duty', { subject: '同一处井盖' });
    await hall.pass('duty', second.summary.id, { type: 'merge', into: first.summary.id, reason: '同一处' });
    expect((await hall.view(second.summary.id)).summary.stage).toBe('merged');
    const survivor = await hall.view(first.summary.id);
    expect(survivor.log.at(-1)?.type).toBe('absorbed');
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });
});

describe('the list', () => {
  opening();
  it('pages newest first and is not disturbed by what comes meanwhile', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      hall.clock.now += MINUTE;
      ids.unshift((await hall.draft('duty', { subject: `第${i}个` })).summary.id);
    }
    const first = await hall.get('/api/whistles?limit=2', WhistlePage);
    expect(first.items.map((item) => item.id)).toEqual(ids.slice(0, 2));
    expect(first.total).toBe(5);
    hall.clock.now += MINUTE;
    await hall.draft('duty', { subject: '插进来的' });
    const second = await hall.get(`/api/whistles?limit=2&cursor=${first.nextCursor}`, WhistlePage);
    expect(second.items.map((item) => item.id)).toEqual(ids.slice(2, 4));
    const third = await hall.get(`/api/whistles?limit=2&cursor=${second.nextCursor}`, WhistlePage);
    expect(third.items.map((item) => item.id)).toEqual(ids.slice(4));
    expect(third.nextCursor).toBeNull();
    expect(await hall.refusal(`/api/whistles?stage=draft&cursor=${first.nextCursor}`)).toMatchObject({
      code: 'bad-cursor',
    });
  });

  it('knows what waits for whom', async () => {
    const { summary } = await hall.blown({});
    for (const [who, count] of [
      ['a-handler', 1],
      ['dispatch', 0],
    ] as const) {
      const answer = await hall.as(who, 'GET', '/api/whistles?mine=true');
      expect(WhistlePage.parse(await answer.json()).items.map((item) => item.id)).toEqual(
        count === 1 ? [summary.id] : [],
      );
    }
  });
});

describe('what ended without being done', () => {
  opening();
  it('is found by its stage and by any part of its number, and stands in no list of open ones', async () => {
    const survivor = await hall.blown({});
    const ids: Record<string, string> = {};
    const apart = (n: number) => ({ place: { lon: -71.07 + 0.003 * n, lat: 42.34, address: '' } });
    for (const [n, stage] of ['withdrawn', 'rejected', 'merged'].entries()) {
      const { id } = (await hall.draft('duty', { subject: `${stage} 的哨`, ...apart(n) })).summary;
      ids[stage] = id;
      if (stage === 'withdrawn') await hall.pass('duty', id, { type: 'withdraw', reason: '已自行处理' });
      if (stage === 'merged')
        await hall.pass('duty', id, { type: 'merge', into: survivor.summary.id, reason: '同一处' });
      if (stage !== 'rejected') continue;
      await hall.pass('duty', id, { type: 'submit' });
      await hall.pass('leader', id, { type: 'approve' });
      await hall.pass('dispatch', id, { type: 'triage-reject', code: 'own-level', reason: '本级可办' });
    }
    const found = async (query: string) =>
      (await hall.get(`/api/whistles?${query}`, WhistlePage)).items.map((item) => item.id);
    for (const [stage, id] of Object.entries(ids)) {
      expect(await found(`stage=${stage}`)).toEqual([id]);
      for (const part of [id, id.slice(2, 10), id.slice(-6).toUpperCase()])
        expect(await found(`q=${part}`)).toEqual([id]);
    }
    const newestFirst = [ids['merged'], ids['rejected'], ids['withdrawn']];
    expect(await found('stage=withdrawn,rejected,merged')).toEqual(newestFirst);
    expect(await found('open=false')).toEqual(newestFirst);
    expect(await found('open=true')).toEqual([survivor.summary.id]);
    const page = await hall.get('/api/whistles?stage=withdrawn,rejected,merged&limit=2', WhistlePage);
    expect(page).toMatchObject({ total: 3, items: [{ stage: 'merged' }, { stage: 'rejected' }] });
    expect(await found(`stage=withdrawn,rejected,merged&limit=2&cursor=${page.nextCursor}`)).toEqual([
      ids['withdrawn'],
    ]);
  });
});

describe('a filtered list', () => {
  let shared: Hall;
  beforeAll(async () => {
    shared = await openHall(null, WHO);
    await shared.blown({});
    await shared.draft('duty', { subject: '另一处井盖' });
  });
  afterAll(() => shared.removeData());

  it.each([
    ['stage=blown', 1],
    ['stage=draft,blown', 2],
    ['street=S2', 0],
    ['org=B', 1],
    ['org=W', 0],
    ['kind=push', 2],
    ['level=0', 2],
    ['level=3', 0],
    ['open=true', 2],
    ['open=false', 0],
    ['q=井盖', 2],
    ['q=一号路口', 2],
    ['q=不存在', 0],
    ['bbox=-71.1,42.3,-71.02,42.352', 2],
    ['bbox=-71.04,42.3,-71.02,42.352', 0],
    ['mine=true', 0],
  ])('filters %s → %i', async (query, count) => {
    const page = await shared.get(`/api/whistles?${query}`, WhistlePage);
    expect(page.items).toHaveLength(count);
    expect(page.total).toBe(count);
  });
});
