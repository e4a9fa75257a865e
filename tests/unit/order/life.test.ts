import { describe, expect, it } from 'vitest';
import type { OrderCommandType } from '../../../shared/contract/orderCommands.ts';
import { Role } from '../../../shared/contract/people.ts';
import { evolve } from '../../../shared/order/evolve.ts';
import { ORDER_RIGHTS } from '../../../shared/order/rights.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { type Act, cast, meeting, newOrder, PROOF, World, working } from './world.ts';

const closing: Act = { type: 'ask-closing', result: '已疏通', evidence: [PROOF] };
const passes: Act = { type: 'check', passed: true, onSite: true, opinion: '无积水', evidence: [] };
const fails: Act = { ...passes, passed: false, opinion: '仍积水' };
const close: Act = { type: 'close', archive: '2026-督-012' };
const held = (value: boolean): Act => ({ type: 'recheck', held: value, opinion: '现场察看', evidence: [] });

function closed(): World {
  const world = working('2026-11-02 09:00', { due: '2026-11-20' });
  world.act(cast.head, closing);
  world.act(cast.checker, passes);
  world.act(cast.second, close);
  return world;
}

describe('the life of an order', () => {
  it('goes from 立项 to 销号, and its log folds to its state', () => {
    const world = new World('2026-11-02 09:00');
    world.act(cast.dispatch, { type: 'register', order: newOrder(), assign: false });
    expect(world.row).toMatchObject({ stage: 'registered', numberText: '督〔2026〕12号', clock: null });
    world.act(cast.shift, { type: 'assign' });
    expect(world.row.stage).toBe('assigned');
    world.act(cast.water, { type: 'sign' });
    expect(world.row.stage).toBe('assigned');
    world.act(cast.handler, { type: 'sign' });
    world.act(cast.handler, { type: 'feedback', text: '已进场', evidence: [PROOF] });
    world.act(cast.head, closing);
    expect(world.row.stage).toBe('asked');
    world.act(cast.checker, fails);
    expect(world.row).toMatchObject({ stage: 'working', refusedChecks: 1, doneAt: null });
    world.act(cast.head, closing);
    world.act(cast.checker, passes);
    world.act(cast.checker, close);
    expect(world.row).toMatchObject({ stage: 'closed', archive: '2026-督-012', weight: 1 });
    expect(world.log.reduce<OrderState | null>(evolve, null)).toEqual(world.order);
    expect(world.log.map(({ seq }) => seq)).toEqual(world.log.map((_, i) => i + 1));
  });

  it('is not closed without a check of the supervision side that passed', () => {
    const world = working('2026-11-02 09:00');
    expect(world.refusal(cast.checker, close)).toBe('order-not-checked');
    world.act(cast.head, closing);
    expect(world.refusal(cast.checker, close)).toBe('order-not-checked');
    world.act(cast.checker, fails);
    expect(world.refusal(cast.checker, close)).toBe('order-not-checked');
  });

  it('is neither checked nor closed by who commands or who does it', () => {
    const world = working('2026-11-02 09:00');
    world.act(cast.head, closing);
    for (const one of [cast.dispatch, cast.vice, cast.head, cast.handler, cast.auditor])
      expect(world.refusal(one, passes)).toBe('order-not-yours');
    // A supervisor posted at the unit is rated with it.
    expect(world.refusal(cast.guest, passes)).toBe('order-two-sides');
    // And one who had commanded this order before: another post, the same person.
    expect(world.refusal({ ...cast.checker, id: 'dispatch' }, passes)).toBe('order-two-sides');
    world.act(cast.checker, passes);
    expect(world.refusal({ ...cast.second, id: 'head' }, close)).toBe('order-two-sides');
    expect(
      world.refusal({ ...cast.dispatch, id: 'checker' }, { type: 'carry', meeting: meeting(13), note: '' }),
    ).toBe('order-two-sides');
  });

  it('is extended by who commands alone, in time, twice at most', () => {
    const world = working('2026-11-02 09:00', { due: '2026-11-10' });
    const ask = (until: string): Act => ({ type: 'ask-extension', until, reason: '管材未到' });
    const grant: Act = { type: 'grant-extension', note: '' };
    expect(world.refusal(cast.dispatch, grant)).toBe('order-extension-none');
    expect(world.refusal(cast.water, ask('2026-11-20'))).toBe('order-other-unit');
    expect(world.refusal(cast.handler, ask('2026-11-10'))).toBe('order-extension-date');
    world.act(cast.handler, ask('2026-11-14'));
    expect(world.refusal(cast.handler, ask('2026-11-20'))).toBe('order-extension-open');
    expect(world.refusal(cast.head, grant)).toBe('order-not-yours');
    // Granted after the limit: the rung that has fired since does not count.
    world.until('2026-11-11 09:00');
    expect(world.row.rung).toBe(1);
    world.act(cast.vice, grant);
    expect(world.row).toMatchObject({
      rung: 0,
      urged: 0,
      extensions: 1,
      clock: { due: '2026-11-16', overdue: false },
    });
    world.act(cast.handler, ask('2026-11-18'));
    world.act(cast.dispatch, { type: 'refuse-extension', reason: '不同意' });
    expect(world.row.extensions).toBe(1);
    world.act(cast.handler, ask('2026-11-18'));
    world.act(cast.dispatch, grant);
    expect(world.refusal(cast.handler, ask('2026-11-25'))).toBe('order-extension-most');
    world.until('2026-11-19 00:00');
    expect(world.refusal(cast.handler, ask('2026-11-25'))).toBe('order-extension-late');
  });

  it('climbs at the third meeting that carries it, and counts each meeting once', () => {
    const world = working('2026-11-02 09:00');
    const carry = (number: number): Act => ({ type: 'carry', meeting: meeting(number), note: '' });
    world.act(cast.dispatch, carry(13));
    expect(world.refusal(cast.dispatch, carry(13))).toBe('order-carried');
    expect(
      world.refusal(cast.dispatch, { type: 'carry', meeting: { ...meeting(13), item: 'i2' }, note: '' }),
    ).toBe('order-carried');
    world.act(cast.dispatch, carry(14));
    expect(world.row).toMatchObject({ carries: 2, escalated: false });
    world.act(cast.dispatch, carry(15));
    expect(world.row).toMatchObject({ carries: 3, escalated: true });
    world.act(cast.dispatch, carry(16));
    expect(world.log.filter(({ type }) => type === 'escalated')).toHaveLength(1);
  });

  it('keeps its clock when the chair changes the lead', () => {
    const world = working('2026-11-02 09:00');
    const change: Act = {
      type: 'change-lead',
      lead: 'water',
      coUnits: ['roads'],
      reason: '泵站所致',
      meeting: null,
    };
    const before = world.order.clock;
    world.until('2026-11-10 09:00');
    expect(world.refusal(cast.dispatch, change)).toBe('order-chair');
    expect(world.refusal(cast.vice, { ...change, lead: 'centre' })).toBe('order-lead-kind');
    expect(world.refusal(cast.vice, { ...change, lead: 'roads', coUnits: ['water'] })).toBe(
      'order-same-lead',
    );
    world.act(cast.dispatch, { ...change, meeting: meeting(13) });
    expect(world.row).toMatchObject({ lead: 'water', stage: 'assigned' });
    expect(world.order.clock).toEqual(before);
    world.act(cast.water, { type: 'feedback', text: '接手', evidence: [] });
    expect(world.refusal(cast.head, closing)).toBe('order-other-unit');
  });

  it('is opened again under its number by a rebound, which counts double', () => {
    const world = closed();
    const { number } = world.order;
    world.until('2026-11-10 09:00');
    expect(world.refusal(cast.checker, held(true))).toBe('order-recheck-early');
    world.until('2026-11-16 09:00');
    world.drawn = true;
    expect(world.row.recheck).toMatchObject({ drawn: true, from: '2026-11-16', to: '2026-12-28' });
    world.act(cast.checker, held(false));
    expect(world.order.number).toEqual(number);
    expect(world.row).toMatchObject({
      stage: 'working',
      rebounds: 1,
      weight: 2,
      rung: 0,
      clock: { due: '2026-12-07' },
    });
    expect(world.order.recheck).toMatchObject({ held: false, drawn: true });
    world.act(cast.head, closing);
    world.act(cast.checker, passes);
    world.act(cast.checker, close);
    expect(world.row).toMatchObject({ weight: 2, recheck: { held: null } });
    world.until('2026-12-10 09:00');
    world.act(cast.second, held(true));
    expect(world.refusal(cast.second, held(true))).toBe('order-recheck-done');
    // Found by somebody later: it counts all the same.
    world.act(cast.second, held(false));
    expect(world.row.rebounds).toBe(2);
  });

  it('refuses what is written wrongly, and what was decided on an old page', () => {
    const world = new World('2026-11-02 09:00');
    const register = (parts: Parameters<typeof newOrder>[0]): string | null =>
      world.refusal(cast.dispatch, { type: 'register', order: newOrder(parts), assign: true });
    expect(register({ lead: 'nobody' })).toBe('order-unit');
    expect(register({ lead: 'centre' })).toBe('order-lead-kind');
    expect(register({ coUnits: ['roads'] })).toBe('order-unit-twice');
    expect(register({ due: '2026-11-01' })).toBe('order-due-past');
    expect(register({ subjects: [{ kind: 'case', id: 'nothing' }] })).toBe('order-subject');
    expect(register({})).toBeNull();
    expect(register({})).toBe('order-exists');
    expect(world.refusal(cast.handler, { type: 'sign' }, 1)).toBe('order-stale');
    world.act(cast.handler, { type: 'sign' });
    expect(world.refusal(cast.handler, { type: 'sign' })).toBe('order-signed');
    expect(world.refusal(cast.handler, closing)).toBe('order-leader');
    expect(world.refusal(cast.dispatch, { type: 'suspend', until: '2026-11-02', reason: '—' })).toBe(
      'order-suspend-date',
    );
  });

  it('cannot be given a limit in a year that the calendar lacks', () => {
    const world = new World('2031-12-30 09:00');
    const order = newOrder();
    world.act(cast.dispatch, { type: 'register', order, assign: false });
    expect(world.row.stage).toBe('registered');
    // Provisional years are counted, and told.
    world.act(cast.dispatch, { type: 'assign' });
    expect(world.row.clock?.provisional).toMatchObject({ year: 2031 });
  });
});

describe('the table of rights', () => {
  it('lets no role act for two sides', () => {
    const sides = new Map<string, Set<string>>();
    for (const { side, roles } of Object.values(ORDER_RIGHTS))
      for (const role of roles) sides.set(role, (sides.get(role) ?? new Set()).add(side));
    for (const [role, found] of sides) expect([role, found.size]).toEqual([role, 1]);
  });

  it('has check, closing and look again done by the supervision side alone', () => {
    const supervised = (Object.keys(ORDER_RIGHTS) as OrderCommandType[]).filter((type) =>
      ORDER_RIGHTS[type].roles.includes('supervision'),
    );
    expect(supervised).toEqual(['check', 'close', 'recheck']);
    for (const role of Role.options.filter((one) => ['admin', 'audit'].includes(one)))
      expect(Object.values(ORDER_RIGHTS).some(({ roles }) => roles.includes(role))).toBe(false);
  });
});
