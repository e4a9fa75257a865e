import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { type Hall, HOUR, MINUTE, openHall, START } from './support.ts';

const DAY = 24 * HOUR;
const WHO = ['duty', 'leader', 'dispatch', 'a-handler', 'shift', 'auditor'];
let hall: Hall;
let id: string;
beforeEach(async () => {
  hall = await openHall(null, WHO, { now: START, passed: 0 });
  id = (await hall.blown({})).summary.id;
});
afterEach(() => hall.removeData());

const codes = async () => (await hall.status()).warnings.map((warning) => warning.code);
const pass = (ms: number) => {
  hall.clock.now += ms;
  hall.clock.passed = (hall.clock.passed ?? 0) + ms;
};
const typesOf = async () => (await hall.view(id)).log.map((event) => event.type);

it('fires nothing, signs nobody out and stamps nothing while the clock is a day ahead', async () => {
  pass(10 * MINUTE);
  hall.clock.now += DAY;
  const { events } = await hall.pass('duty', id, { type: 'note', text: '钟快了一天' });
  expect(events[0]?.at).toBe(START + 10 * MINUTE);
  expect(await typesOf()).not.toContain('reminded');
  // The desk that was signed in at 9:00 is still the same session.
  expect((await hall.as('duty', 'GET', '/api/session')).status).toBe(200);
  const status = await hall.status();
  expect(status.now).toBe(START + 10 * MINUTE);
  expect(status.warnings[0]).toMatchObject({
    code: 'clock-jumped',
    severity: 'error',
    parameters: { machine: '2026-03-03 09:10:00', trusted: '2026-03-02 09:10:00' },
  });

  hall.clock.now -= DAY;
  pass(25 * MINUTE);
  await hall.pass('duty', id, { type: 'note', text: '钟好了' });
  expect(await codes()).not.toContain('clock-jumped');
  // Half of the hour to sign is over by now, and only that.
  const fired = (await hall.view(id)).log.filter((event) => event.type === 'reminded');
  expect(fired.map((event) => event.data.dueAt)).toEqual([START + 30 * MINUTE, START + 30 * MINUTE]);
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('locks an idle desk although the clock was set back', async () => {
  hall.clock.now -= DAY;
  expect((await hall.as('duty', 'GET', '/api/session')).status).toBe(200);
  const session = { headers: { 'X-Session': hall.token('duty') } };
  expect((await hall.request('/api/session', session)).status).toBe(200);
  pass(16 * MINUTE);
  expect((await hall.request('/api/session', session)).status).toBe(401);
});

it('goes by the machine again once a shift leader says that it is right', async () => {
  hall.clock.now += DAY;
  await hall.pass('duty', id, { type: 'note', text: '等待确认' });
  const refused = await hall.as('duty', 'POST', '/api/clock/accept');
  expect(refused.status).toBe(403);
  expect(await codes()).toContain('clock-jumped');
  expect((await hall.as('shift', 'POST', '/api/clock/accept')).status).toBe(200);
  expect(await codes()).not.toContain('clock-jumped');
  await hall.pass('duty', id, { type: 'note', text: '已确认' });
  expect(await typesOf()).toContain('expired');
  const { items } = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit')).json());
  const lines = items.filter((line) => line.action === 'clock.accept');
  expect(lines.map((line) => [line.actor, line.result])).toEqual([
    ['shift', 'done'],
    ['duty', 'refused'],
  ]);
});

it('starts no earlier than the newest act, and says so', async () => {
  pass(5 * MINUTE);
  await hall.pass('a-handler', id, { type: 'sign', summons: 's1' });
  await hall.close();
  hall = await openHall(hall.dataDir, [], { now: START - 300 * DAY, passed: 40 * MINUTE });
  expect(await codes()).toContain('clock-behind');
  const { events } = await hall.pass('duty', id, { type: 'note', text: '电池没电' });
  expect(events[0]?.at).toBe(START + 5 * MINUTE);
  hall.clock.now = START + HOUR;
  expect(await codes()).not.toContain('clock-behind');
  expect((await hall.status()).now).toBe(START + HOUR);
});
