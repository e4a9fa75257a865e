import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostHandover } from '../../../shared/contract/handover.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { type Hall, openHallOf, POSTS, START, whistlePack } from './support.ts';

let hall: Hall;
beforeAll(async () => {
  const posts = { ...POSTS, 'duty-2': { roles: ['street-duty' as const], org: 'S1' } };
  const who = ['duty', 'duty-2', 'leader', 'dispatch', 'shift', 'auditor'];
  hall = await openHallOf(whistlePack(), posts, null, who, { now: START });
});
afterAll(() => hall.removeData());

it('is handed over until its leader confirms it, and told to shift leaders and the audit if disowned', async () => {
  const made = await hall.draft('duty', {});
  const { id } = made.summary;
  await hall.pass('duty', id, { type: 'submit' });
  const call = { type: 'record-approval', leader: 'leader', at: START, note: '在外开会' } as const;
  const { state } = await hall.pass('dispatch', id, call);
  expect(state.approvals).toMatchObject([{ by: 'leader', recordedBy: 'dispatch', phone: 'unconfirmed' }]);
  expect(state.summary.stage).toBe('pending-triage');

  const opened = PostHandover.parse(await (await hall.as('duty', 'POST', '/api/handovers')).json());
  const facts = opened.handover?.items.map(({ fact }) => fact) ?? [];
  const whistle = facts.find((fact) => fact.kind === 'whistle');
  expect(whistle?.kind === 'whistle' ? whistle.waiting.map(({ what }) => what.zh) : []).toContain(
    '补签电话批准',
  );

  await hall.pass('leader', id, { type: 'disown-approval', reason: '未接到电话' });
  const notices = await hall.as('shift', 'GET', '/api/notices?limit=20');
  expect(NoticePage.parse(await notices.json()).items.map(({ type }) => type)).toContain('approval-disowned');
  const audit = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit?limit=20')).json());
  expect(audit.items.map(({ action, actor, subject }) => [action, actor, subject])).toContainEqual([
    ...['whistle.disown-approval', 'leader', id],
  ]);
});
