import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditorChange } from '../../../shared/contract/people.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { json } from '../../support/city.ts';
import { type Hall, openHallOf, type Posts, START, whistlePack } from '../whistles/support.ts';

/** Whoever can become the auditor must not be the only one who knows. */
const PIN = '739182';
const GIVEN = '281947';
const DAY = 24 * 60 * 60_000;
const POSTS: Posts = {
  chief: { roles: ['admin'], org: 'C' },
  auditor: { roles: ['audit'], org: 'C' },
  'auditor-2': { roles: ['audit'], org: 'C' },
  leader: { roles: ['shift-leader'], org: 'C' },
  duty: { roles: ['street-duty'], org: 'S1' },
};
let hall: Hall;
let clock: { now: number };
beforeEach(async () => {
  clock = { now: START };
  hall = await openHallOf(whistlePack(), POSTS, null, Object.keys(POSTS), clock);
});
afterEach(() => hall.removeData());

async function told(operator: string, pin = PIN): Promise<AuditorChange[]> {
  const answer = await hall.request('/api/session', json('POST', { operator, pin }));
  return SessionInfo.parse(await answer.json()).auditorChanges;
}

it('a reset of the auditor’s PIN is told to every auditor and shift leader, and ends the auditor’s sessions', async () => {
  await hall.as('auditor', 'GET', '/api/session');
  const inside = hall.token('auditor');
  expect(await told('leader')).toEqual([]);
  clock.now += 60_000;
  const reset = await hall.as('chief', 'POST', '/api/operators/auditor/pin', { current: null, pin: GIVEN });
  expect(reset.status).toBe(204);
  const ended = await hall.request('/api/session', { headers: { 'X-Session': inside } });
  expect(ended.status).toBe(401);
  const line = { at: START + 60_000, what: 'operator.pin', auditor: '某auditor', by: '某chief' };
  expect(await told('auditor', GIVEN)).toEqual([line]);
  expect(await told('auditor-2')).toEqual([line]);
  expect(await told('leader')).toEqual([line]);
  expect(await told('duty')).toEqual([]);
  expect(await told('chief')).toEqual([]);
});

it('who is signed in is told as well', async () => {
  await hall.as('leader', 'GET', '/api/session');
  await hall.as('chief', 'POST', '/api/operators/auditor/pin', { current: null, pin: GIVEN });
  const state = await (await hall.as('leader', 'GET', '/api/session')).json();
  expect(state).toMatchObject({ auditorChanges: [{ what: 'operator.pin' }] });
});

it('no way round: a new auditor, a role given or taken, an account disabled, are told too', async () => {
  const make = { name: '某新人', roles: ['audit'], org: 'C', streets: [], pin: GIVEN, id: 'third' };
  expect((await hall.as('chief', 'POST', '/api/operators', make)).status).toBe(201);
  for (const patch of [{ roles: ['district-dispatch'] }, { roles: ['audit'] }, { active: false }])
    expect((await hall.as('chief', 'PATCH', '/api/operators/auditor', patch)).status).toBe(200);
  const [disabled, given, taken, made] = await told('leader');
  for (const change of [disabled, given, taken])
    expect(change).toMatchObject({ what: 'operator.change', auditor: '某auditor', by: '某chief' });
  expect(made).toMatchObject({ what: 'operator.create', auditor: '某新人' });
  // Others' accounts are not told of, nor what was refused, nor that auditors set their own PIN.
  await hall.as('chief', 'PATCH', '/api/operators/duty', { name: '某乙' });
  await hall.as('auditor-2', 'POST', '/api/operators/auditor-2/pin', { current: PIN, pin: GIVEN });
  await hall.as('chief', 'PATCH', '/api/operators/auditor-2', { org: 'nowhere' });
  expect(await told('leader')).toHaveLength(4);
});

it('is told again for a week, also to who was told; and once to who was away for longer', async () => {
  await told('auditor-2');
  await hall.as('chief', 'POST', '/api/operators/auditor/pin', { current: null, pin: GIVEN });
  // Whoever knows the PIN signs in as the auditor first.
  expect(await told('auditor', GIVEN)).toHaveLength(1);
  clock.now += 7 * DAY;
  expect(await told('auditor', GIVEN)).toHaveLength(1);
  clock.now += 30 * DAY;
  expect(await told('auditor', GIVEN)).toEqual([]);
  expect(await told('auditor-2')).toHaveLength(1);
  expect(await told('auditor-2')).toEqual([]);
});
