import { OrderCommand } from '../../../shared/contract/orderCommands.ts';
import type { NewOrder } from '../../../shared/contract/orders.ts';
import type { Operator, Role } from '../../../shared/contract/people.ts';
import type { AnyOrderCommand, OrderDecision } from '../../../shared/order/context.ts';
import { orderDecider } from '../../../shared/order/decider.ts';
import type { OrderEvent } from '../../../shared/order/events.ts';
import { orderId, timerCommandId } from '../../../shared/order/number.ts';
import { rowOf } from '../../../shared/order/row.ts';
import type { OrderState } from '../../../shared/order/state.ts';
import { timersOf } from '../../../shared/order/timers.ts';
import type { WorkingCalendar } from '../../../shared/time/calendar.ts';
import { cn, cnCalendar } from '../time/calendars.ts';

const person = (id: string, role: Role, org: string): Operator => ({
  ...{ id, name: `${id}（演示）`, org, roles: [role], streets: [], active: true },
});

/** One operator for each role, and seconds where two people are needed. Names are roles, not people. */
export const cast = {
  dispatch: person('dispatch', 'district-dispatch', 'centre'),
  shift: person('shift', 'shift-leader', 'centre'),
  vice: person('vice', 'vice-district', 'district'),
  handler: person('handler', 'dept-handler', 'roads'),
  head: person('head', 'dept-leader', 'roads'),
  water: person('water', 'dept-handler', 'water'),
  waterHead: person('waterHead', 'dept-leader', 'water'),
  duty: person('duty', 'street-duty', 'street'),
  checker: person('checker', 'supervision', 'district'),
  second: person('second', 'supervision', 'district'),
  guest: person('guest', 'supervision', 'roads'),
  auditor: person('auditor', 'audit', 'district'),
};

export const orgs = [
  { code: 'district', name: '区', kind: 'district' as const },
  { code: 'centre', name: '指挥中心', kind: 'centre' as const },
  { code: 'roads', name: '市政处', kind: 'department' as const },
  { code: 'water', name: '水务局', kind: 'department' as const },
  { code: 'street', name: '街道', kind: 'street' as const },
];

export const PROOF = 'a'.repeat(64);
export const meeting = (number: number) => ({ series: '周三调度会', year: 2026, number, item: 'i1' });

/** An order decided at a meeting, led by the roads department. */
export function newOrder(parts: Partial<NewOrder> = {}): NewOrder {
  return {
    ...{ series: '督', title: '南门桥积水', content: '疏通雨水管', acceptance: '雨后一小时无积水' },
    ...{ origin: { kind: 'meeting', meeting: meeting(12) }, lead: 'roads', coUnits: ['water'] },
    ...{ leader: '', contact: '', due: null, feedback: { kind: 'once' }, subjects: [] },
    ...parts,
  };
}

type Input<C> = C extends unknown ? Omit<C, 'commandId' | 'seen'> : never;
export type Act = Input<OrderCommand>;

/** One order in its world: time passes by `until`, which fires what falls due. */
export class World {
  now: number;
  calendar: WorkingCalendar;
  state: OrderState | null = null;
  log: OrderEvent[] = [];
  drawn = false;
  #acts = 0;
  readonly id = orderId('order-0001');

  constructor(at: string, calendar: WorkingCalendar = cnCalendar()) {
    this.now = cn(at);
    this.calendar = calendar;
  }

  /** Tries a command; the state follows one that passes. */
  try(by: Operator | null, command: AnyOrderCommand): OrderDecision {
    const decision = orderDecider.decide(this.state, command, {
      ...{ id: this.id, now: this.now, calendar: this.calendar, by, orgs, drawn: this.drawn },
      nextNumber: (series, year) => ({ series, year, number: 12 }),
      hasFile: (hash) => hash === PROOF,
      exists: ({ id }) => id !== 'nothing',
    });
    if (decision.ok) {
      const [change] = decision.changes;
      if (change === undefined) throw new Error('a command that passed must change its stream');
      this.state = change.state;
      this.log.push(...change.events);
    }
    return decision;
  }

  /** The code of a refusal; null where the act passed. */
  refusal(by: Operator | null, act: Act, seen: number | null = null): string | null {
    const commandId = `command-${++this.#acts}`;
    const decision = this.try(by, OrderCommand.parse({ ...act, commandId, seen }));
    return decision.ok ? null : decision.refusal.error.code;
  }

  /** @throws Error where the act is refused */
  act(by: Operator, act: Act): OrderState {
    const code = this.refusal(by, act);
    if (code !== null) throw new Error(`${act.type} refused: ${code}`);
    return this.order;
  }

  /** Lets time pass to `at` (UTC ms or text), and fires what falls due on the way, late by `lag` ms. */
  until(at: string | number, lag = 0): OrderState {
    const end = typeof at === 'number' ? at : cn(at);
    for (;;) {
      const next = timersOf(this.order).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined || next.dueAt > end) break;
      this.now = Math.max(this.now, next.dueAt + lag);
      this.fire(next.id);
    }
    this.now = Math.max(this.now, end);
    return this.order;
  }

  /** Fires one timer now. @throws Error where it is refused */
  fire(timer: string): void {
    const command = { commandId: timerCommandId(this.id, timer), type: 'expire' as const, timer };
    const decision = this.try(null, command);
    if (!decision.ok) throw new Error(`${timer}: ${decision.refusal.error.code}`);
  }

  /** Another working calendar comes into force now. */
  adopt(calendar: WorkingCalendar): OrderState {
    this.calendar = calendar;
    this.try(null, { commandId: `adopt-${++this.#acts}`, type: 'rejudge' });
    return this.order;
  }

  get order(): OrderState {
    if (this.state === null) throw new Error('nothing is registered');
    return this.state;
  }

  get row() {
    return rowOf(this.order, { now: this.now, calendar: this.calendar, drawn: this.drawn });
  }
}

/** An order that was assigned at a time, and signed for at once. */
export function working(at: string, parts: Partial<NewOrder> = {}): World {
  const world = new World(at);
  world.act(cast.dispatch, { type: 'register', order: newOrder(parts), assign: true });
  world.act(cast.handler, { type: 'sign' });
  return world;
}
