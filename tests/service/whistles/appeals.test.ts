import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { Attachment, WhistleIndicators } from '../../../shared/contract/whistleApi.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { type Hall, HOUR, MINUTE, openHallOf, POSTS, whistlePack } from './support.ts';

const WHO = ['duty', 'leader', 'dispatch', 'shift', 'a-handler', 'b-handler', 'vice', 'judge'];
const DAY = 24 * HOUR;
const reason = '通知当日未送达';
const review = (step: 'first' | 'second', accept = true) =>
  ({ type: 'review-appeal', appeal: 'a1', step, accept, reason: '已核实' }) as const;

let hall: Hall;
let id = '';
beforeEach(async () => {
  const now = Date.parse('2026-03-02T09:00:00+08:00');
  hall = await openHallOf(whistlePack(), POSTS, null, WHO, { now });
  id = (await hall.blown({})).summary.id;
  hall.clock.now += 70 * MINUTE;
  await hall.pass('a-handler', id, { type: 'sign', summons: 's1' });
});
afterEach(() => hall.removeData());

async function told(who: string): Promise<string[]> {
  const page = NoticePage.parse(await (await hall.as(who, 'GET', '/api/notices')).json());
  return page.items.map(({ what }) => what.zh);
}

async function mine(who: string): Promise<string[]> {
  // Without a session the list is empty; a desk that was locked meanwhile signs in again here.
  await told(who);
  const answer = await hall.as(who, 'GET', '/api/whistles?mine=true');
  return WhistlePage.parse(await answer.json()).items.map((item) => item.id);
}

it('goes from the department through two reviews, and everybody concerned is told', async () => {
  const photo = Attachment.parse(await (await hall.upload('a-handler', 'sms.jpg', photoOf(''))).json()).hash;
  const made = {
    type: 'appeal',
    summons: 's1',
    mark: 's1.sign.0@1',
    ground: 'not-notified',
    reason,
  } as const;
  expect(await hall.fail('a-handler', id, { ...made, evidence: ['0'.repeat(64)] })).toMatchObject({
    rule: 'file.unknown',
  });
  const { state } = await hall.pass('a-handler', id, { ...made, evidence: [photo] });
  expect(state.files).toMatchObject([{ hash: photo, name: 'sms.jpg', summons: 's1' }]);
  for (const who of ['duty', 'dispatch', 'a-handler'])
    expect((await told(who))[0]).toBe('部门对超期提出申诉，待初审');
  expect(await told('b-handler')).not.toContain('部门对超期提出申诉，待初审');
  expect(await mine('judge')).toEqual([id]);

  await hall.pass('dispatch', id, review('first'));
  // One line an appeal: what became of it replaces what it was.
  expect((await told('duty')).filter((text) => text.includes('申诉'))).toEqual(['申诉初审同意，待复审']);
  expect(await mine('shift')).toEqual([id]);
  const { state: after } = await hall.pass('shift', id, review('second'));
  expect(after.children[0]).toMatchObject({ yellowCards: 0, exempt: { yellowCards: 1 } });
  expect(after.appeals).toMatchObject([{ stage: 'granted', evidence: [photo] }]);
  for (const who of ['duty', 'dispatch', 'a-handler'])
    expect((await told(who))[0]).toBe('复审同意豁免：该超期不计入考核，记录保留');

  const query = `?from=${hall.clock.now - DAY}&to=${hall.clock.now + DAY}`;
  const found = await (await hall.request(`/api/whistles/indicators${query}`)).json();
  const { items } = WhistleIndicators.parse(found);
  const of = (name: string) => items.find((item) => item.id === name);
  // Department B has not signed: one of two, and that one by the exemption.
  expect(of('sign')).toMatchObject({ numerator: 1, denominator: 2, exemptIds: [`${id}/s1`] });
  expect(of('appeal')).toMatchObject({ numerator: 1, denominator: 1 });
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('waits after the whistle was withdrawn, on its clock, through a restart without the roles, and is found', async () => {
  const ground = 'off-hours';
  await hall.pass('a-handler', id, { type: 'appeal', summons: 's1', mark: 's1.sign.0@1', ground, reason });
  await hall.pass('duty', id, { type: 'withdraw', reason: '已自行处理' });
  expect(await mine('dispatch')).toEqual([id]);
  const board = WhistlePage.parse(await (await hall.request('/api/whistles?open=true')).json());
  expect(board.items).toMatchObject([{ id, stage: 'withdrawn', nearest: { kind: 'appeal-first' } }]);
  await hall.close();

  // The program is off until the review is a day overdue; the new pack gives the first review to the shift leader.
  const pack = whistlePack();
  const { whistles } = pack;
  if (!whistles) throw new Error('no rules');
  const first = { ...whistles.appeal.first, roles: ['shift-leader' as const] };
  hall.clock.now += 3 * DAY;
  const next = { ...pack, whistles: { ...whistles, appeal: { ...whistles.appeal, first } } };
  hall = await openHallOf(next, POSTS, hall.dataDir, [], hall.clock);
  const { state: view } = await hall.pass('duty', id, { type: 'note', text: '待审核' });
  const reviews = view.log.filter(({ type, data }) => type === 'expired' && data.kind === 'appeal-first');
  expect(reviews.map(({ data }) => Object(data).mark)).toEqual([1, 1.5]);
  expect(view.summary.waiting).toMatchObject([{ roles: ['shift-leader'], overdue: true }]);
  expect(view.listed).toContain('appeal-overdue');
  expect(await told('vice')).toContain('“申诉初审”超期后仍未办理');
  expect(await mine('dispatch')).toEqual([]);
  expect(await mine('shift')).toEqual([id]);
  await hall.pass('shift', id, review('first', false));
  expect(await mine('shift')).toEqual([]);
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('names a post that nobody holds and that an appeal waits for, also when the whistle has ended', async () => {
  const ground = 'off-hours';
  await hall.pass('a-handler', id, { type: 'appeal', summons: 's1', mark: 's1.sign.0@1', ground, reason });
  await hall.pass('duty', id, { type: 'withdraw', reason: '已自行处理' });
  await hall.close();
  const { whistles, ...pack } = whistlePack();
  if (!whistles) throw new Error('no rules');
  const first = { ...whistles.appeal.first, roles: ['standing-committee' as const] };
  const next = { ...pack, whistles: { ...whistles, appeal: { ...whistles.appeal, first } } };
  hall = await openHallOf(next, POSTS, hall.dataDir, [], hall.clock);
  expect(JSON.stringify(await hall.status())).toContain('post-vacant');
});
