import { createHash } from 'node:crypto';
import type {
  Meeting,
  MeetingDecision,
  MeetingList,
  MeetingSummary,
  WallMeeting,
} from '../../../shared/contract/meeting.ts';
import type { MeetingSeries } from '../../../shared/contract/meetingAgenda.ts';
import type { MeetingPlan, MeetingStep } from '../../../shared/contract/meetingCommands.ts';
import type { PackAnswer } from '../../../shared/contract/meetingPack.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { MeetingContext } from '../../../shared/meeting/context.ts';
import { itemsOf } from '../../../shared/meeting/items.ts';
import { isOver, type OrderProgress } from '../../../shared/meeting/lastDecisions.ts';
import { nextTime } from '../../../shared/meeting/series.ts';
import type { WorkingCalendar } from '../../../shared/time/calendar.ts';
import { localYear } from '../../../shared/time/zone.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import { operatorOf } from '../people/operatorOf.ts';
import type { Clock } from '../ports.ts';
import type { MeetingTable } from '../store/meetingTable.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';
import { makePack, type PackParts, readPack } from './makePack.ts';
import type { MeetingOrders } from './meetingOrders.ts';
import { MeetingRefused } from './refused.ts';
import { type MeetingStreams, meetingKind } from './streamKind.ts';
import { wallMeeting } from './wallMeeting.ts';

/** Dispatch meetings (调度会) of one city. */
export type Meetings = {
  /** Newest first. */
  list(limit: number): MeetingList;
  /** @throws MeetingRefused where there is none */
  meeting(id: string): Meeting;
  /** The frozen pack, or before the meeting is opened the pack as it would be now. @throws MeetingRefused */
  pack(id: string): Promise<PackAnswer>;
  /** Plans the next meeting of the series; the same id sent again is answered. @throws MeetingRefused, CommandIdReused */
  plan(by: OperatorRecord, asked: MeetingPlan): Promise<Meeting>;
  /** @throws MeetingRefused, CommandIdReused */
  step(by: OperatorRecord, id: string, asked: MeetingStep): Promise<Meeting>;
  /** What a wall shows of it, masked. @throws MeetingRefused */
  wall(id: string): WallMeeting;
};

export type MeetingParts = Omit<PackParts, 'orderOf'> & {
  orders: MeetingOrders;
  journal: CityJournal;
  table: MeetingTable;
  series: MeetingSeries;
  calendar(): WorkingCalendar;
  clock: Clock;
};

export function createMeetings(parts: MeetingParts): Meetings {
  const { table, series, clock, orders } = parts;
  /** Packs that were made for an opening, kept until it is decided: making one takes longer than a turn may. */
  const prepared = new Map<string, NonNullable<MeetingContext['pack']>>();
  const streams: MeetingStreams = parts.journal.register((own: MeetingStreams) =>
    meetingKind(table, (id, { commandId }, { by, at }) => ({
      ...{ now: at, id, by, calendar: parts.calendar(), series },
      before: {
        number: (year) => table.lastNumber(series.id, year),
        lastOpenedAt: table.opened(series.id).at(-1)?.openedAt ?? null,
        running: titleOfRunning(own),
      },
      pack: prepared.get(commandId) ?? null,
      isFoundDone: (item) => isFoundDone(own, item),
    })),
  );

  function titleOfRunning(own: MeetingStreams): string | null {
    const row = table.running(series.id);
    return row === null ? null : (own.load(row.id)?.meeting.title ?? row.id);
  }

  function meeting(id: string): Meeting {
    const state = streams.load(id);
    if (state === null) throw new MeetingRefused({ code: 'no-meeting', parameters: {} });
    return state.meeting;
  }

  /** Supervision has found it done: an earlier decision itself, or the newest one about the item. */
  function isFoundDone(own: MeetingStreams, item: string): boolean {
    const opened = table.opened(series.id).flatMap(({ id }) => own.load(id)?.meeting ?? []);
    const [, of, decision] = /^decision:([^/]+)\/(d\d+)$/.exec(item) ?? [];
    const about = opened.flatMap((each) =>
      each.decisions.filter((one) =>
        decision === undefined ? one.item === item : each.id === of && one.id === decision,
      ),
    );
    const last = about.at(-1);
    if (last?.order != null) return orders.progress(last.order.id)?.state === 'done';
    return last?.outcome?.state === 'done';
  }

  async function currentPack(current: Meeting): Promise<NonNullable<MeetingContext['pack']>> {
    const earlier = table
      .opened(current.series)
      .filter(({ id }) => id !== current.id)
      .flatMap(({ id }) => streams.load(id)?.meeting ?? []);
    const orderOf = (of: string, decision: string): OrderProgress | null => {
      const made = earlier
        .find((each) => each.id === of)
        ?.decisions.find((each) => each.id === decision)?.order;
      return made == null ? null : orders.progress(made.id);
    };
    const pack = await makePack({ ...parts, orderOf }, earlier, clock.now());
    return { pack, hash: createHash('sha256').update(canonical(pack)).digest('hex') };
  }

  async function act(by: OperatorRecord, id: string, asked: MeetingPlan | MeetingStep): Promise<Meeting> {
    return streams.turn(async (turn) => {
      const operator = operatorOf(by);
      const outcome = await turn(id, asked, operator, nothing);
      if (!outcome.ok) throw new MeetingRefused(outcome.refusal);
      const { meeting: after } = outcome.state;
      if (asked.type === 'open') await carryOver(after, operator);
      const read =
        asked.type === 'read-back' ? after.decisions.find((one) => one.id === asked.decision) : null;
      if (read?.effect !== 'order-due') return after;
      const order = await orders.make(after, read, itemOf(after, read), operator);
      // By the decision alone: whoever tries again after a failure makes the same order.
      const commandId = `ordered-${id}-${read.id}`;
      const made = await turn(id, { type: 'order-made', commandId, decision: read.id, order }, null, nothing);
      if (!made.ok) throw new MeetingRefused(made.refusal);
      return made.state.meeting;
    });
  }

  /** What an order is about, as the card of its decision says. */
  function itemOf(of: Meeting, { item, text }: MeetingDecision): { problem: string; series: string } {
    const pack = readPack(table, of.id);
    const card = pack === null ? undefined : itemsOf(of, pack).find(({ key }) => key === item);
    return { problem: card?.problem ?? text, series: series.name };
  }

  /** Orders that stand unfinished past their date when a meeting opens are carried over by it (结转). */
  async function carryOver(opened: Meeting, by: Operator): Promise<void> {
    for (const last of readPack(table, opened.id)?.last ?? []) {
      if (last.order === null || last.carries === 0) continue;
      const decisions = streams.load(last.meeting)?.meeting.decisions ?? [];
      const order = decisions.find(({ id }) => id === last.decision)?.order;
      if (order != null) await orders.carry(opened, order.id, series.name, by);
    }
  }

  return {
    list(limit) {
      const items = table.list(limit).flatMap(({ id }): MeetingSummary[] => {
        const found = streams.load(id)?.meeting;
        return found === undefined ? [] : [summaryOf(found, orders)];
      });
      const heldAt = nextTime(series, parts.calendar().zone, clock.now());
      return { items, next: { series: series.id, heldAt } };
    },
    meeting,
    async pack(id) {
      const current = meeting(id);
      const frozen = readPack(table, id);
      if (frozen === null) return { pack: (await currentPack(current)).pack, hash: null };
      const hash = createHash('sha256').update(canonical(frozen)).digest('hex');
      if (hash !== current.packHash) throw new MeetingRefused({ code: 'pack-broken', parameters: {} });
      return { pack: frozen, hash };
    },
    plan(by, asked) {
      const year = localYear(asked.heldAt, parts.calendar().zone);
      const id = (): string => `${series.id}-${year}-${table.lastNumber(series.id, year) + 1}`;
      return planned(by, asked, id);
    },
    async step(by, id, asked) {
      if (asked.type !== 'open') return act(by, id, asked);
      prepared.set(asked.commandId, await currentPack(meeting(id)));
      try {
        return await act(by, id, asked);
      } finally {
        prepared.delete(asked.commandId);
      }
    },
    wall(id) {
      const found = meeting(id);
      return wallMeeting(found, readPack(table, id), parts.contacts);
    },
  };

  /** The id is known in the turn alone; a command that was sent before keeps the one that it got. */
  async function planned(by: OperatorRecord, asked: MeetingPlan, id: () => string): Promise<Meeting> {
    const outcome = await streams.turn((turn) => {
      const running = table.running(series.id);
      const subject = running === null ? id() : running.id;
      return turn(subject, asked, operatorOf(by), nothing);
    });
    if (!outcome.ok) throw new MeetingRefused(outcome.refusal);
    return outcome.state.meeting;
  }
}

function nothing(): void {}

function summaryOf(meeting: Meeting, orders: MeetingOrders): MeetingSummary {
  const { id, series, year, number, title, stage, heldAt, openedAt, closedAt, decisions } = meeting;
  const unfinished = decisions.filter(
    ({ kind, outcome, order }) =>
      kind !== 'close' &&
      kind !== 'look-again' &&
      !isOver((order === null ? outcome : orders.progress(order.id))?.state ?? 'open'),
  ).length;
  return {
    ...{ id, series, year, number, title, stage, heldAt, openedAt, closedAt },
    ...{ decisions: decisions.length, unfinished },
  };
}
