import { createHash } from 'node:crypto';
import type { Meeting, MeetingList, MeetingSummary, WallMeeting } from '../../../shared/contract/meeting.ts';
import type { MeetingSeries } from '../../../shared/contract/meetingAgenda.ts';
import type { MeetingPlan, MeetingStep } from '../../../shared/contract/meetingCommands.ts';
import type { PackAnswer } from '../../../shared/contract/meetingPack.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { MeetingContext } from '../../../shared/meeting/context.ts';
import { nextTime } from '../../../shared/meeting/series.ts';
import type { WorkingCalendar } from '../../../shared/time/calendar.ts';
import { localYear } from '../../../shared/time/zone.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import { operatorOf } from '../people/operatorOf.ts';
import type { Clock } from '../ports.ts';
import type { MeetingTable } from '../store/meetingTable.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';
import { makePack, type PackParts, readPack } from './makePack.ts';
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

export type MeetingParts = PackParts & {
  journal: CityJournal;
  table: MeetingTable;
  series: MeetingSeries;
  calendar(): WorkingCalendar;
  clock: Clock;
};

export function createMeetings(parts: MeetingParts): Meetings {
  const { table, series, clock } = parts;
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
    return about.at(-1)?.outcome?.state === 'done';
  }

  async function currentPack(current: Meeting): Promise<NonNullable<MeetingContext['pack']>> {
    const earlier = table
      .opened(current.series)
      .filter(({ id }) => id !== current.id)
      .flatMap(({ id }) => streams.load(id)?.meeting ?? []);
    const pack = await makePack(parts, earlier, clock.now());
    return { pack, hash: createHash('sha256').update(canonical(pack)).digest('hex') };
  }

  async function act(by: OperatorRecord, id: string, asked: MeetingPlan | MeetingStep): Promise<Meeting> {
    const outcome = await streams.turn((turn) => turn(id, asked, operatorOf(by), () => undefined));
    if (!outcome.ok) throw new MeetingRefused(outcome.refusal);
    return outcome.state.meeting;
  }

  return {
    list(limit) {
      const items = table.list(limit).flatMap(({ id }): MeetingSummary[] => {
        const found = streams.load(id)?.meeting;
        return found === undefined ? [] : [summaryOf(found)];
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
      return turn(subject, asked, operatorOf(by), () => undefined);
    });
    if (!outcome.ok) throw new MeetingRefused(outcome.refusal);
    return outcome.state.meeting;
  }
}

function summaryOf(meeting: Meeting): MeetingSummary {
  const { id, series, year, number, title, stage, heldAt, openedAt, closedAt, decisions } = meeting;
  const unfinished = decisions.filter(
    ({ kind, outcome }) => kind !== 'close' && kind !== 'look-again' && outcome?.state !== 'done',
  ).length;
  return {
    ...{ id, series, year, number, title, stage, heldAt, openedAt, closedAt },
    ...{ decisions: decisions.length, unfinished },
  };
}
