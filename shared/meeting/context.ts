import type { MeetingDecision } from '../contract/meeting.ts';
import type { MeetingSeries } from '../contract/meetingAgenda.ts';
import type { MeetingPlan, MeetingStep } from '../contract/meetingCommands.ts';
import type { MeetingPack } from '../contract/meetingPack.ts';
import type { Operator } from '../contract/people.ts';
import type { WorkingCalendar } from '../time/calendar.ts';

/** `order-made` is given by the service once the order of a decision exists. */
export type MeetingCommand =
  | MeetingPlan
  | MeetingStep
  | { commandId: string; type: 'order-made'; decision: string; order: NonNullable<MeetingDecision['order']> };

/** The context of a command. Times UTC ms. */
export type MeetingContext = {
  now: number;
  id: string;
  /** Null: the service itself. */
  by: Operator | null;
  calendar: WorkingCalendar;
  series: MeetingSeries;
  /** What went before in the series; for `plan`. */
  before: {
    /** Number of the last meeting of the year in which this one is held, 0 if none. */
    number(year: number): number;
    /** When the last one was opened. */
    lastOpenedAt: number | null;
    /** Title of one that is not closed. */
    running: string | null;
  };
  /** The pack as it is now, for `open`; its hash is of its canonical JSON. */
  pack: { pack: MeetingPack; hash: string } | null;
  /** Whether supervision has found an item done; for a decision to close it. */
  isFoundDone(item: string): boolean;
};
