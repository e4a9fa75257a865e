import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { DelegationList } from '../../../shared/contract/delegations.ts';
import { SessionState } from '../../../shared/contract/operators.ts';
import { Delegation } from '../../../shared/contract/people.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import {
  type Hall,
  type HallClock,
  HOUR,
  openHallOf,
  POSTS,
  type Posts,
  START,
  whistlePack,
} from '../whistles/support.ts';

/** Another director of the second street, so that a delegate from elsewhere can be tried. */
const CAST: Posts = {
  ...POSTS,
  'other-leader': { roles: ['street-leader'], org: 'S2' },
  'b-leader': { roles: ['dept-leader'], org: 'B' },
  'w-leader': { roles: ['dept-leader'], org: 'W' },
};

let hall: Hall;
const clock: HallClock = { now: START };
beforeAll(async () => {
  hall = await openHallOf(whistlePack(), CAST, null, Object.keys(CAST), clock);
});
afterAll(() => hall.removeData());

const wanted = (changes: Record<string, unknown> = {}) => ({
  ...{ principal: 'leader', delegate: 'other-leader', kind: 'acting', org: 'S1', roles: ['street-leader'] },
  ...{ from: clock.now, to: clock.now + 8 * HOUR, reason: '外出学习', ...changes },
});
const set = (who: string, changes: Record<string, unknown> = {}) =>
  hall.as(who, 'POST', '/api/delegations', wanted(changes));
const actFor = (who: string, delegation: string | null) =>
  hall.as(who, 'POST', '/api/session/acting', { delegation });
const session = async (who: string) =>
  SessionState.parse(await (await hall.as(who, 'GET', '/api/session')).json());

describe('setting up a delegation', () => {
  it.each([
    ['somebody else without the office', 'director', {}, 'right'],
    ['a shift leader without an order', 'shift', {}, 'order'],
    ['a shift leader for themselves', 'shift', { delegate: 'shift', order: '批示' }, 'self'],
    ['to oneself', 'leader', { delegate: 'leader' }, 'delegate'],
    ['an end before the beginning', 'leader', { from: START + 9, to: START + 8 }, 'time'],
    ['a role that one does not have', 'leader', { roles: ['street-director'] }, 'roles'],
    ['an auditor', 'leader', { delegate: 'auditor' }, 'conflict'],
    ['supervision', 'leader', { delegate: 'judge' }, 'conflict'],
    ['nobody of that name', 'leader', { delegate: 'nobody' }, 'delegate'],
  ])('is refused: %s', async (_, who, changes, reason) => {
    const answer = await set(who, changes);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain(`"${reason}"`);
  });

  it('is no chain: what was delegated cannot be passed on', async () => {
    const made = Delegation.parse(await (await set('leader')).json());
    expect((await actFor('other-leader', made.id)).status).toBe(200);
    const on = await set('other-leader', { principal: 'other-leader', delegate: 'duty', org: 'S1' });
    expect(on.status).toBe(404);
    expect((await set('other-leader', { delegate: 'duty' })).status).toBe(422);
    expect((await actFor('other-leader', null)).status).toBe(200);
    const ended = await hall.as('leader', 'POST', `/api/delegations/${made.id}/end`, { reason: '提前返回' });
    expect(Delegation.parse(await ended.json())).toMatchObject({ state: 'ended' });
  });
});

describe('acting under a delegation', () => {
  const submitted = async (): Promise<WhistleView> => {
    const made = await hall.draft('duty', { subject: `委托 ${clock.now} ${Math.random()}` });
    const { state } = await hall.pass('duty', made.summary.id, {
      type: 'submit',
      notDuplicateOf: await open(),
    });
    return state;
  };
  const open = async (): Promise<string[]> => {
    const page = await hall.get('/api/whistles?limit=200', WhistlePage);
    return page.items.map(({ id }) => id).slice(0, 50);
  };

  it('names both, shows what the principal may do, and ends when it was ended', async () => {
    const order = '区委组织部〔2026〕3号';
    const made = Delegation.parse(await (await set('shift', { order })).json());
    expect(made).toMatchObject({ state: 'running', order, setBy: { id: 'shift' } });
    const { summary } = await submitted();
    const approve = { type: 'approve' } as const;
    expect(await hall.fail('other-leader', summary.id, approve)).toMatchObject({ rule: 'right.org' });
    expect((await session('other-leader')).delegations.map(({ id }) => id)).toEqual([made.id]);
    expect((await actFor('other-leader', made.id)).status).toBe(200);
    expect(await session('other-leader')).toMatchObject({
      ...{ operator: 'other-leader', org: 'S1', posts: [{ org: 'S2' }] },
      actingFor: { principal: { id: 'leader', name: '某leader' }, roles: ['street-leader'] },
    });
    const seen = WhistleView.parse(
      await (await hall.as('other-leader', 'GET', `/api/whistles/${summary.id}`)).json(),
    );
    expect(seen.may.map(({ type }) => type)).toContain('approve');
    const { events, state } = await hall.pass('other-leader', summary.id, approve);
    const onBehalfOf = { operator: 'leader', delegation: made.id, kind: 'acting' };
    expect(events[0]?.actor).toEqual({
      operator: 'other-leader',
      role: 'street-leader',
      org: 'S1',
      onBehalfOf,
    });
    expect(state.approvals).toMatchObject([{ by: 'other-leader', for: 'leader' }]);

    const next = await submitted();
    await hall.as('leader', 'POST', `/api/delegations/${made.id}/end`, { reason: '已返岗' });
    expect(await hall.fail('other-leader', next.summary.id, approve)).toEqual({
      status: 403,
      rule: 'delegation.ended',
    });
    expect((await session('other-leader')).actingFor).toMatchObject({ state: 'ended' });
    const after = await hall.as('other-leader', 'GET', `/api/whistles/${next.summary.id}`);
    expect(WhistleView.parse(await after.json()).may).toEqual([]);
    await actFor('other-leader', null);
  });

  it('is over at its end, and refuses somebody else’s delegation', async () => {
    const made = Delegation.parse(await (await set('leader', { to: clock.now + HOUR })).json());
    const { summary } = await submitted();
    const approve = (who: string) => hall.fail(who, summary.id, { type: 'approve', delegation: made.id });
    expect(await approve('director')).toMatchObject({ rule: 'delegation.unknown' });
    clock.now += HOUR;
    expect(await approve('other-leader')).toMatchObject({ status: 403, rule: 'delegation.over' });
    const { items } = DelegationList.parse(await (await hall.as('duty', 'GET', '/api/delegations')).json());
    expect(items.find(({ id }) => id === made.id)).toMatchObject({ state: 'over' });
  });

  it('is void when the principal is disabled', async () => {
    const made = Delegation.parse(await (await set('leader')).json());
    const { summary } = await submitted();
    await hall.as('chief', 'PATCH', '/api/operators/leader', { active: false });
    const approve = { type: 'approve', delegation: made.id } as const;
    expect(await hall.fail('other-leader', summary.id, approve)).toMatchObject({ rule: 'delegation.void' });
    await hall.as('chief', 'PATCH', '/api/operators/leader', { active: true });
    await hall.pass('other-leader', summary.id, approve);
  });

  it('has the notices for the principal’s role reach the delegate', async () => {
    const page = async (who: string) =>
      NoticePage.parse(await (await hall.as(who, 'GET', '/api/notices?limit=50')).json());
    const { summary } = await hall.blown({ place: { lon: -71.09, lat: 42.345, address: '' } });
    const ofThis = async () =>
      (await page('committee')).items.filter(({ whistle }) => whistle === summary.id).length;
    expect(await ofThis()).toBe(0);
    await hall.as('shift', 'POST', '/api/delegations', {
      ...wanted({ principal: 'a-leader', delegate: 'committee', org: 'A', roles: ['dept-leader'] }),
      order: '局办公室函',
    });
    expect(await ofThis()).toBeGreaterThan(0);
  });

  it('reads them of the streets that the delegation is limited to, and of no others', async () => {
    const newest = async () => {
      const answer = await hall.as('w-leader', 'GET', '/api/notices?limit=50');
      return NoticePage.parse(await answer.json()).items.map(({ whistle }) => whistle);
    };
    const limited = { roles: ['dept-leader'], streets: ['S2'], order: '局办公室函' };
    await hall.as('shift', 'POST', '/api/delegations', {
      ...wanted({ principal: 'b-leader', delegate: 'w-leader', org: 'B', ...limited }),
    });
    const elsewhere = (await hall.blown({ place: { lon: -71.093, lat: 42.345, address: '' } })).summary.id;
    expect(await newest()).not.toContain(elsewhere);
    const onBorder = (await hall.blown({ place: { lon: -71.0601, lat: 42.345, address: '' } })).summary.id;
    expect(await newest()).not.toContain(onBorder);
    await hall.pass('duty', onBorder, { type: 'join-street', street: 'S2', reason: '地点在交界处' });
    expect(await newest()).toContain(onBorder);
  });

  it('gives no right outside whistles, and says so', async () => {
    const made = Delegation.parse(
      await (
        await hall.as('shift', 'POST', '/api/delegations', {
          ...wanted({ principal: 'shift', delegate: 'w-leader', org: 'C', roles: ['shift-leader'] }),
        })
      ).json(),
    );
    const refusal = async () => {
      const answer = await hall.as('w-leader', 'POST', '/api/quarantine/1/retry');
      const { code, parameters } = ErrorBody.parse(await answer.json()).error;
      return [answer.status, code, parameters];
    };
    expect(await refusal()).toMatchObject([403, 'forbidden', { reason: 'handle-rows' }]);
    expect((await actFor('w-leader', made.id)).status).toBe(200);
    expect(await refusal()).toMatchObject([403, 'forbidden', { reason: 'whistles-only' }]);
  });
});
