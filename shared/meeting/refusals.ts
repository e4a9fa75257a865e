import type { ErrorParameters } from '../errors/errorText.ts';
import type { meetingErrors } from '../errors/meetings.ts';

/** Why a step of a meeting does not pass; stable. */
export type MeetingCode = keyof typeof meetingErrors | 'calendar-missing';

export type MeetingRefusal = {
  [C in MeetingCode]: { ok: false; code: C; parameters: ErrorParameters<C> };
}[MeetingCode];

type Plain = Exclude<MeetingCode, 'meeting-running' | 'meeting-early' | 'calendar-missing'>;

/** A refusal whose sentence needs nothing else. */
export const refused = (code: Plain): MeetingRefusal => ({ ok: false, code, parameters: {} });
