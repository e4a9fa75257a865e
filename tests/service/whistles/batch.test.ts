import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { BATCH_MAX, BatchAnswer, NoticesReadAnswer } from '../../../shared/contract/whistleBatch.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { type Hall, HOUR, hire, MINUTE, openHall, PIN, POSTS } from './support.ts';

const WHO = ['duty', 'leader', 'dispatch', 'a-handler', 'b-handler', 'auditor'];
let hall: Hall;
beforeEach(async () => {
  hall = await openHall(null, WHO);
});
afterEach(() => hall.removeData());

/** Three whistles in places of their own, each calling A and B. */
async function three(): Promise<string[]> {
  const ids: string[] = [];
  for (const lat of [42.32, 42.321, 42.322]) {
    const place = { lon: -71.08, lat, address: '' };
    ids.push((await hall.blown({ place, subject: `井盖 ${lat}` })).summary.id);
  }
  return ids;
}
const signing = (whistles: readonly string[]) => ({
  batch: randomUUID(),
  items: whistles.map((whistle) => ({
    whistle,
    command: { type: 'sign', commandId: randomUUID(), summons: 's1' },
  })),
});
type Batch = { batch: string; items: unknown[] };
const send = (who: string, batch: Batch, pin = PIN) =>
  hall.as(who, 'POST', '/api/whistles/commands', { ...batch, pin });
const sent = async (who: string, batch: Batch) => BatchAnswer.parse(await (await send(who, batch)).json());
const codeOf = async (answer: Response) => [answer.status, ErrorBody.parse(await answer.json()).error.code];

it('signs many by one PIN: one act each, one that is refused stops no other', async () => {
  const [one = '', two = '', three_ = ''] = await three();
  await hall.pass('a-handler', two, { type: 'sign', summons: 's1' });
  const batch = signing([one, two, three_]);
  const answer = await sent('a-handler', batch);
  expect(answer.results.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done']);
  expect(answer.results[1]).toMatchObject({ whistle: two, refusal: { rule: 'E7.child' } });
  for (const id of [one, three_]) {
    const signed = (await hall.view(id)).log.filter(({ type }) => type === 'signed');
    expect(signed).toEqual([expect.objectContaining({ batch: batch.batch, actor: expect.anything() })]);
  }
  // No answer came, the same again: the same answer, and nothing is done twice.
  expect(await sent('a-handler', batch)).toEqual(answer);
  expect((await hall.view(one)).log.filter(({ type }) => type === 'signed')).toHaveLength(1);

  await hall.close();
  hall = await openHall(hall.dataDir, WHO, hall.clock);
  expect(await sent('a-handler', batch)).toEqual(answer);
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('approves many, but nobody their own', async () => {
  const drafts: string[] = [];
  for (const lat of [42.32, 42.321]) {
    const { summary } = await hall.draft('duty', { place: { lon: -71.08, lat, address: '' } });
    await hall.pass('duty', summary.id, { type: 'submit' });
    drafts.push(summary.id);
  }
  const own = await hall.draft('leader', { place: { lon: -71.08, lat: 42.322, address: '' } });
  await hall.pass('leader', own.summary.id, { type: 'submit' });
  const items = [...drafts, own.summary.id, 'w-none'].map((whistle) => ({
    whistle,
    command: { type: 'approve', commandId: randomUUID() },
  }));
  const { results } = await sent('leader', { batch: randomUUID(), items });
  expect(results).toMatchObject([
    { outcome: 'done', stage: 'pending-triage' },
    { outcome: 'done' },
    { outcome: 'refused', refusal: { rule: 'two-person' } },
    { outcome: 'error', error: { code: 'not-found' } },
  ]);
});

it('does nothing for whom the account was disabled, or lost its role, while the PIN was checked', async () => {
  await hall.close();
  await hire(hall.dataDir, POSTS, ['chief']);
  hall = await openHall(hall.dataDir, [], hall.clock);
  const [one = ''] = await three();
  await hall.as('chief', 'GET', '/api/session');
  for (const [who, change, outcome] of [
    ['b-handler', { roles: ['audit'] }, { outcome: 'refused', refusal: { rule: 'right.role' } }],
    ['b-handler', { roles: ['dept-leader'] }, { outcome: 'done' }],
    ['a-handler', { active: false }, { outcome: 'error', error: { code: 'forbidden' } }],
  ] as const) {
    const command = { type: 'sign', commandId: randomUUID(), summons: who === 'a-handler' ? 's1' : 's2' };
    await hall.as(who, 'GET', '/api/session');
    const answer = send(who, { batch: randomUUID(), items: [{ whistle: one, command }] });
    const changed = await hall.as('chief', 'PATCH', `/api/operators/${who}`, change);
    expect(changed.status, await changed.text()).toBe(200);
    expect(BatchAnswer.parse(await (await answer).json()).results).toMatchObject([outcome]);
  }
  expect((await hall.view(one)).children.map(({ stage }) => stage)).toEqual(['notified', 'signed']);
});

it('does nothing without the right PIN, counts wrong ones, and keeps its bounds', async () => {
  const [one = ''] = await three();
  const batch = signing([one]);
  expect(await codeOf(await send('a-handler', batch, '000111'))).toEqual([401, 'wrong-pin']);
  expect((await hall.view(one)).children[0]?.stage).toBe('notified');
  const bad: Batch[] = [
    { ...batch, items: [] },
    { ...batch, items: Array.from({ length: BATCH_MAX + 1 }, () => signing([one]).items[0]) },
    { ...batch, items: [...batch.items, ...batch.items] },
    {
      ...batch,
      items: [{ whistle: one, command: { type: 'withdraw', commandId: randomUUID(), reason: 'x' } }],
    },
  ];
  for (const body of bad) expect((await send('a-handler', body)).status).toBe(422);
  const nobody = await hall.request('/api/whistles/commands', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...batch, pin: PIN }),
  });
  expect(nobody.status).toBe(401);
  // Signing in again would clear the count.
  const guess = () =>
    hall.request('/api/whistles/commands', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Session': hall.token('a-handler') },
      body: JSON.stringify({ ...batch, pin: '000111' }),
    });
  expect(await codeOf(await guess())).toEqual([401, 'wrong-pin']);
  expect(await codeOf(await guess())).toEqual([423, 'locked-out']);
  expect(await codeOf(await send('a-handler', batch))).toEqual([423, 'locked-out']);
  hall.clock.now += HOUR;
  expect((await sent('a-handler', batch)).results).toMatchObject([{ outcome: 'done' }]);
});

it('marks notices as read, with a line in the audit for each, once', async () => {
  const ids = await three();
  hall.clock.now += MINUTE;
  const page = async () => NoticePage.parse(await (await hall.as('a-handler', 'GET', '/api/notices')).json());
  const mine = (await page()).items.map(({ id }) => id);
  expect(mine).toHaveLength(3);
  const read = async (pin = PIN) =>
    hall.as('a-handler', 'POST', '/api/notices/read', { batch: randomUUID(), pin, ids: [...mine, 9999] });
  expect(await codeOf(await read('000111'))).toEqual([401, 'wrong-pin']);
  expect(NoticesReadAnswer.parse(await (await read()).json())).toEqual({ read: mine, waiting: 0 });
  expect(NoticesReadAnswer.parse(await (await read()).json())).toEqual({ read: [], waiting: 0 });
  const audit = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit')).json());
  const lines = audit.items.filter(({ action }) => action === 'notice.read');
  expect(lines.map(({ subject }) => subject).sort()).toEqual([...ids].sort());
  expect((await page()).waiting).toBe(0);
});
