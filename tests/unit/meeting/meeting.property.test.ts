import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Meeting } from '../../../shared/contract/meeting.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { meetingDecider } from '../../../shared/meeting/decider.ts';
import type { MeetingState } from '../../../shared/meeting/evolve.ts';
import { itemsOf, mergeItems } from '../../../shared/meeting/items.ts';
import { A, B, type Command, card, NOW, packOf, Table } from './hall.ts';

const item = fc.constantFrom('whistle:w-1', 'case:c-2', 'own:1', 'case:unknown');
const unit = fc.constantFrom(A, B);
const wording = {
  item,
  text: fc.constantFrom('', '回填', '清理'),
  lead: fc.option(unit),
  co: fc.uniqueArray(unit, { maxLength: 2 }),
  days: fc.option(fc.integer({ min: 0, max: 40 })),
  acceptance: fc.constantFrom('', '现场核查'),
};
const kind = fc.constantFrom('assign', 'supervise', 'suspend', 'close', 'look-again', 'campaign');
const of = (type: string, shape: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ type: fc.constant(type), ...shape });
const decision = fc.constantFrom('d1', 'd2', 'd3');
const step = fc.oneof(
  of('open'),
  of('close'),
  of('resume'),
  of('stop-speaking'),
  of('adjourn', { reason: fc.constant('') }),
  of('show', { part: fc.constantFrom(null, 'items', 'none'), item: fc.option(item) }),
  of('speak', { unit, item: fc.option(item), minutes: fc.integer({ min: 1, max: 5 }) }),
  of('draft', { ...wording, kind: fc.option(kind), n: fc.nat({ max: 3 }) }),
  of('decide', { ...wording, kind }),
  of('read-back', { decision }),
  of('withdraw-decision', { decision, reason: fc.constant('口误') }),
  of('drop-item', { item, reason: fc.constant('重复') }),
  of('restore-item', { item }),
  of('outcome', { decision, state: fc.constantFrom('part', 'not', 'done'), note: fc.constant('办理中') }),
  of('add-item', {
    ...{ problem: fc.constant('占道'), subject: fc.constant(null), place: fc.constant(null) },
    lead: fc.option(unit),
  }),
);
const role = fc.constantFrom('shift-leader' as const, 'supervision' as const, 'admin' as const);
const run = fc.array(fc.tuple(step, role, fc.integer({ min: 0, max: 600_000 })), { maxLength: 60 });

it('holds what a meeting promises, whatever is pressed', () => {
  fc.assert(
    fc.property(run, (steps) => {
      const table = new Table();
      table.give({ type: 'plan', series: 'dispatch', heldAt: NOW, place: '' });
      const given = new Set<string>();
      for (const [command, by, ms] of steps) {
        table.now += ms;
        const before = table.state;
        const code = table.give(command as unknown as Command, [by]);
        // A refusal changes nothing; nobody apart from the work changes anything.
        if (code !== null || by === 'admin') expect(table.state).toBe(before);
        const { meeting } = table;
        expect(Meeting.safeParse(meeting).success).toBe(true);
        for (const { id } of meeting.decisions) given.add(id);
        if (meeting.stage === 'closed') {
          expect(meeting.decisions.every(({ readAt }) => readAt !== null)).toBe(true);
          expect(meeting.drafts.every(({ text }) => text === '')).toBe(true);
        }
        if (meeting.stage !== 'open') expect(meeting.speaker).toBeNull();
        for (const { ms: spoken, limitMs, overtimeMs } of meeting.speeches)
          expect(overtimeMs).toBe(Math.max(0, spoken - limitMs));
      }
      expect(given.size).toBeLessThanOrEqual(table.state?.made ?? 0);
      let folded: MeetingState | null = null;
      for (const event of table.log) folded = meetingDecider.evolve(folded, event);
      expect(canonical(folded)).toBe(canonical(table.state));
    }),
  );
});

it('takes every item once, in the order that was given', () => {
  const keys = fc.uniqueArray(fc.constantFrom<string[]>('a:1', 'b:2', 'c:3', 'd:4', 'e:5'));
  fc.assert(
    fc.property(keys, keys, keys, (present, order, off) => {
      const items = mergeItems([...present, ...present].map((key) => card(key)));
      expect(items.map(({ key }) => key)).toEqual(present);
      const dropped = off.map((key) => ({ key, reason: '重复' }));
      const taken = itemsOf({ own: [], order, dropped }, packOf(...items)).map(({ key }) => key);
      expect([...taken].sort()).toEqual(present.filter((key) => !off.includes(key)).sort());
      const placed = taken.filter((key) => order.includes(key));
      expect(placed).toEqual(order.filter((key) => placed.includes(key)));
      // What nobody placed keeps its order, behind.
      const others = taken.filter((key) => !order.includes(key));
      expect(others).toEqual(present.filter((key) => others.includes(key)));
      expect(taken).toEqual([...placed, ...others]);
    }),
  );
});
