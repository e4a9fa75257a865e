import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { Meeting } from '../../../shared/contract/meeting.ts';
import { MeetingPack } from '../../../shared/contract/meetingPack.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { meetingDecider } from '../../../shared/meeting/decider.ts';
import type { MeetingEvent } from '../../../shared/meeting/events.ts';
import type { MeetingState } from '../../../shared/meeting/evolve.ts';
import type { Finding } from './caseIntegrity.ts';

type StreamRow = { key: number; subject: string; state: string };
type ListRow = { id: string; stage: string; heldAt: number; openedAt: number | null; pack: string | null };

/** Checks meetings: each state against its events, its row in the list, and its frozen pack against the check sum. */
export function meetingFindings(db: Database): Finding[] {
  const streams = db.prepare<[], StreamRow>(
    "SELECT key, subject, state FROM streams WHERE kind = 'meeting' ORDER BY key",
  );
  const events = db
    .prepare<[number], string>('SELECT event FROM journal_events WHERE stream = ? ORDER BY version')
    .pluck();
  const row = db.prepare<[number], ListRow>(
    'SELECT id, stage, held_at AS heldAt, opened_at AS openedAt, pack FROM meetings WHERE stream = ?',
  );
  return streams.all().flatMap(({ key, subject, state }) => {
    const folded = foldOf(events.all(key));
    if (folded === null || canonical(folded.state) !== state)
      return [finding(subject, '的当前内容与其日志不符')];
    const { meeting } = folded.state;
    if (!Meeting.safeParse(meeting).success) return [finding(subject, '读不懂')];
    const listed = row.get(key);
    const same =
      listed?.id === meeting.id &&
      listed.stage === meeting.stage &&
      listed.heldAt === meeting.heldAt &&
      listed.openedAt === meeting.openedAt;
    if (!same) return [finding(subject, '在会议列表中的登记与内容不符')];
    return packFindings(subject, meeting.packHash, listed.pack, folded.pack);
  });
}

/** `stored` must be the pack of the event, byte by byte, and the check sum must be its own. */
function packFindings(
  id: string,
  hash: string | null,
  stored: string | null,
  pack: string | null,
): Finding[] {
  if (stored !== pack) return [finding(id, '的会议材料与日志不符')];
  if (stored === null) return hash === null ? [] : [finding(id, '没有会议材料')];
  if (createHash('sha256').update(stored).digest('hex') !== hash)
    return [finding(id, '的会议材料与其校验码不符')];
  return MeetingPack.safeParse(JSON.parse(stored)).success ? [] : [finding(id, '的会议材料读不懂')];
}

function foldOf(log: readonly string[]): { state: MeetingState; pack: string | null } | null {
  let state: MeetingState | null = null;
  let pack: string | null = null;
  try {
    for (const text of log) {
      const event: MeetingEvent = JSON.parse(text);
      state = meetingDecider.evolve(state, event);
      if (event.type === 'opened') pack = canonical(event.pack);
    }
  } catch {
    return null;
  }
  return state === null ? null : { state, pack };
}

const finding = (id: string, why: string): Finding => ({ code: 'meeting', message: `调度会 ${id} ${why}。` });
