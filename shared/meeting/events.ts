import type {
  Attendance,
  DecisionDraft,
  Meeting,
  MeetingDecision,
  MeetingPerson,
  OwnItem,
  Speaker,
  Speech,
} from '../contract/meeting.ts';
import type { AgendaPart } from '../contract/meetingAgenda.ts';
import type { MeetingPack } from '../contract/meetingPack.ts';

type Stamp = { at: number; by: MeetingPerson };

/** What was planned of a meeting. */
export type Planned = Pick<
  Meeting,
  'id' | 'series' | 'year' | 'number' | 'title' | 'heldAt' | 'place' | 'defaultDueDays'
> & { agenda: AgendaPart[] };

/** Events of a meeting (调度会). `opened` holds the pack, which the state does not repeat. Times UTC ms. */
export type MeetingEvent =
  | ({ type: 'planned'; planned: Planned } & Stamp)
  | ({ type: 'rescheduled'; heldAt: number; place: string } & Stamp)
  | ({ type: 'agenda-set'; agenda: AgendaPart[] } & Stamp)
  | ({ type: 'items-ordered'; keys: string[] } & Stamp)
  | { type: 'item-added'; item: OwnItem }
  | ({ type: 'item-dropped'; item: string; reason: string } & Stamp)
  | ({ type: 'item-restored'; item: string } & Stamp)
  | { type: 'signed-in'; attendance: Attendance; by: MeetingPerson }
  | ({ type: 'opened'; pack: MeetingPack; hash: string } & Stamp)
  | ({ type: 'shown'; part: string | null; item: string | null } & Stamp)
  | { type: 'speech-began'; speaker: Speaker; by: MeetingPerson }
  | { type: 'speech-ended'; speech: Speech; by: MeetingPerson }
  | { type: 'draft-written'; draft: DecisionDraft }
  | { type: 'decided'; decision: MeetingDecision }
  | ({ type: 'decision-withdrawn'; decision: string; reason: string } & Stamp)
  | ({ type: 'read-back'; decision: string } & Stamp)
  | ({ type: 'adjourned'; reason: string } & Stamp)
  | ({ type: 'resumed' } & Stamp)
  | ({ type: 'closed' } & Stamp)
  | { type: 'outcome-recorded'; decision: string; outcome: NonNullable<MeetingDecision['outcome']> }
  | { type: 'order-made'; decision: string; order: NonNullable<MeetingDecision['order']>; at: number };
