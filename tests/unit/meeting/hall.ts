import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { MeetingPlan, MeetingStep } from '../../../shared/contract/meetingCommands.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import type { MeetingPack } from '../../../shared/contract/meetingPack.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { MeetingCommand, MeetingContext } from '../../../shared/meeting/context.ts';
import { meetingDecider } from '../../../shared/meeting/decider.ts';
import type { MeetingEvent } from '../../../shared/meeting/events.ts';
import type { MeetingState } from '../../../shared/meeting/evolve.ts';
import { DEFAULT_SERIES } from '../../../shared/meeting/series.ts';
import { createCalendar } from '../../../shared/time/calendar.ts';

/** A Wednesday evening. */
export const NOW = Date.parse('2026-11-25T19:00:00+08:00');
export const MINUTE = 60_000;

/** Monday to Friday, with the National Day week of 2026 and a working Saturday. */
export const CALENDAR = createCalendar({
  zone: 'Asia/Shanghai',
  working: { weekdays: [1, 2, 3, 4, 5], slots: [['09:00', '17:00']], workDay: 'rolling', source: '试验' },
  name: 'test',
  years: [
    {
      year: 2026,
      days: [
        ...['01', '02', '03', '04', '05', '06', '07'].map((day) => ({
          ...{ name: '国庆节', date: `2026-10-${day}`, isOffDay: true },
        })),
        { name: '国庆节', date: '2026-10-10', isOffDay: false },
      ],
      papers: [],
    },
  ],
  daysOff: [],
});

export const A = { org: 'A', name: '部门 A' };
export const B = { org: 'B', name: '部门 B' };

export const card = (key: string, changes: Partial<ItemCard> = {}): ItemCard => ({
  ...{ key, sources: ['overdue'], number: key, problem: '路面破损', place: null, lead: A, co: [] },
  ...{ firstFoundAt: NOW, clock: null, unownedSince: null, meetings: 0, carries: 0, photos: null },
  ...{ basis: null, proposed: 'supervise', ...changes },
});

export const packOf = (...items: ItemCard[]): MeetingPack => ({
  ...{ asOf: NOW, week: { from: NOW - 7 * 86_400_000, to: NOW }, last: [], kpis: [], items },
  ...{ tallies: [], hot: [], heat: null, unknown: [] },
});

type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;
export type Command = WithoutId<MeetingPlan | MeetingStep>;

/** A meeting in memory: its state, its log, and a clock. */
export class Table {
  state: MeetingState | null = null;
  log: MeetingEvent[] = [];
  now = NOW;
  before: MeetingContext['before'] = { number: () => 11, lastOpenedAt: null, running: null };
  foundDone: string[] = [];
  pack = packOf(card('whistle:w-1'), card('case:c-2'));

  /** The code of the refusal; null: it passed. */
  give(command: Command, roles: Role[] = ['shift-leader'], id = 'op'): string | null {
    const decision = meetingDecider.decide(this.state, { commandId: '', ...command } as MeetingCommand, {
      ...{ now: this.now, id: 'dispatch-2026-12', calendar: CALENDAR, series: DEFAULT_SERIES },
      by: { id, name: `某${id}`, roles, org: 'C', streets: [], active: true },
      before: this.before,
      pack: { pack: this.pack, hash: 'f00d' },
      isFoundDone: (item) => this.foundDone.includes(item),
    });
    if (!decision.ok) return decision.refusal.code;
    const [change] = decision.changes;
    this.state = change?.state ?? null;
    this.log.push(...(change?.events ?? []));
    return null;
  }

  get meeting(): Meeting {
    if (this.state === null) throw new Error('not planned');
    return this.state.meeting;
  }

  /** Planned, opened, and the first item on the table. */
  opened(): this {
    const steps: Command[] = [
      { type: 'plan', series: 'dispatch', heldAt: NOW, place: '指挥大厅' },
      { type: 'open' },
      { type: 'show', part: 'items', item: 'whistle:w-1' },
    ];
    for (const step of steps) {
      const code = this.give(step);
      if (code !== null) throw new Error(`${step.type}: ${code}`);
    }
    return this;
  }
}

export const DECIDE: Extract<Command, { type: 'decide' }> = {
  ...{ kind: 'supervise', item: 'whistle:w-1', text: '十日内回填', lead: A, co: [B], days: null },
  acceptance: '路面恢复，监督员现场核查',
  type: 'decide',
};
