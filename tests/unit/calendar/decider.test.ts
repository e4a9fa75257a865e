import { expect, it } from 'vitest';
import {
  type CalendarCommand,
  type CalendarState,
  calendarDecider,
  ownCalendarOf,
} from '../../../shared/calendar/decider.ts';
import type { Role } from '../../../shared/contract/people.ts';
import { cnYears } from '../time/calendars.ts';

const off = { from: '2026-03-04', to: '2026-03-05', half: null, reason: '暴雪' };
const [table = null] = cnYears(2026);

function decide(state: CalendarState | null, command: CalendarCommand, roles: Role[] = ['shift-leader']) {
  return calendarDecider.decide(state, command, { now: 5, by: { id: 'x', roles } });
}
function after(state: CalendarState | null, command: CalendarCommand): CalendarState {
  const decision = decide(state, command);
  const made = decision.ok ? decision.changes[0]?.state : undefined;
  if (made === undefined) throw new Error(JSON.stringify(decision));
  return made;
}
function codeOf(state: CalendarState | null, command: CalendarCommand, roles?: Role[]): string | null {
  const decision = decide(state, command, roles);
  return decision.ok ? null : decision.refusal.code;
}

it('takes over a table with its days off, and another table of the year in its place', () => {
  const first = after(null, { commandId: 'c1', seen: 0, type: 'import', table, daysOff: [off] });
  expect(first).toEqual({
    version: 2,
    years: [{ table, at: 5, by: 'x' }],
    daysOff: [{ ...off, id: 'c1-0', at: 5, by: 'x' }],
  });
  expect(ownCalendarOf(first)).toEqual({ years: [table], daysOff: [off] });
  const other = { year: 2026, days: [], papers: ['更正'] };
  const second = after(first, { commandId: 'c2', seen: 2, type: 'import', table: other, daysOff: [] });
  expect(ownCalendarOf(second)).toEqual({ years: [other], daysOff: [off] });
  const third = after(second, { commandId: 'c3', seen: 3, type: 'remove-year', year: 2026 });
  const none = after(third, { commandId: 'c4', seen: 4, type: 'remove-days-off', id: 'c1-0' });
  expect(none).toEqual({ version: 5, years: [], daysOff: [] });
});

it('the state is what its events fold to', () => {
  const decision = decide(null, { commandId: 'c1', seen: 0, type: 'import', table, daysOff: [off] });
  if (!decision.ok) throw new Error('refused');
  const [change] = decision.changes;
  let folded: CalendarState | null = null;
  for (const event of change?.events ?? []) folded = calendarDecider.evolve(folded, event);
  expect(folded).toEqual(change?.state);
});

it('refuses other roles, what was decided on an older state, and what changes nothing', () => {
  const add = { commandId: 'c', seen: 0, type: 'add-days-off' as const, daysOff: [off] };
  for (const role of ['district-dispatch', 'street-leader', 'dept-leader', 'audit', 'vice-district'] as const)
    expect(codeOf(null, add, [role]), role).toBe('forbidden');
  for (const role of ['admin', 'shift-leader'] as const) expect(codeOf(null, add, [role]), role).toBeNull();
  expect(codeOf(null, { ...add, seen: 1 })).toBe('calendar-changed');
  expect(codeOf(null, { ...add, daysOff: [{ ...off, to: '2026-03-03' }] })).toBe('calendar-range');
  expect(codeOf(null, { ...add, daysOff: [{ ...off, to: '2026-06-03' }] })).toBe('calendar-range');
  expect(codeOf(null, { commandId: 'c', seen: 0, type: 'import', table: null, daysOff: [] })).toBe(
    'calendar-empty',
  );
  expect(codeOf(null, { commandId: 'c', seen: 0, type: 'remove-year', year: 2026 })).toBe('calendar-not-own');
});

it('refuses years that no window can show or remove', () => {
  const old = { year: 1999, days: [], papers: [] };
  expect(codeOf(null, { commandId: 'c', seen: 0, type: 'import', table: old, daysOff: [] })).toBe(
    'calendar-year',
  );
  const early = { ...off, from: '0026-03-04', to: '0026-03-04' };
  expect(codeOf(null, { commandId: 'c', seen: 0, type: 'add-days-off', daysOff: [early] })).toBe(
    'calendar-year',
  );
});
