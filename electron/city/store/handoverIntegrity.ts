import type { Database } from 'better-sqlite3';
import { Handover, HandoverRecord } from '../../../shared/contract/handover.ts';
import { type HandoverEvent, type HandoverState, handoverDecider } from '../../../shared/handover/decider.ts';
import { unacknowledged } from '../../../shared/handover/refresh.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { Finding } from './caseIntegrity.ts';

type StreamRow = { key: number; subject: string; state: string };
type SignedColumns = {
  seq: number;
  id: string;
  org: string;
  signedAt: number;
  outgoing: string;
  incoming: string;
};

/** Checks hand-overs: each state against its events, and the lists of open and signed ones against the streams. */
export function handoverFindings(db: Database): Finding[] {
  const streams = db.prepare<[], StreamRow>(
    "SELECT key, subject, state FROM streams WHERE kind = 'handover'",
  );
  const events = db
    .prepare<[number], string>('SELECT event FROM journal_events WHERE stream = ? ORDER BY version')
    .pluck();
  const signed = db.prepare<[number], SignedColumns>(
    'SELECT seq, id, org, signed_at AS signedAt, outgoing, incoming FROM handovers WHERE stream = ?',
  );
  const open = db.prepare<[string], string>('SELECT org FROM handover_drafts WHERE id = ?').pluck();
  const found: Finding[] = listFindings(db);
  for (const { key, subject, state } of streams.all()) {
    const log = events.all(key);
    const folded = foldOf(log);
    if (folded === null || canonical(folded) !== state)
      found.push(draftFinding(subject, '的当前内容与其日志不符'));
    else if (folded.stage === 'open' && !isOpen(folded, open.get(subject)))
      found.push(draftFinding(subject, '读不懂，或不在其岗位名下'));
    if (folded?.stage === 'signed') found.push(...recordFindings(signed.get(key), log.at(-1) ?? ''));
  }
  return found;
}

function foldOf(log: readonly string[]): HandoverState | null {
  let state: HandoverState | null = null;
  try {
    for (const text of log) {
      const event: HandoverEvent = JSON.parse(text);
      state = handoverDecider.evolve(state, event);
    }
    return state;
  } catch {
    return null;
  }
}

/** An unreadable open hand-over would keep its post from starting another. */
function isOpen({ handover }: Extract<HandoverState, { stage: 'open' }>, org: string | undefined): boolean {
  return Handover.safeParse(handover).success && handover.post.org === org;
}

function draftFinding(id: string, why: string): Finding {
  return { code: 'handover-draft', message: `交接班 ${id} ${why}。` };
}

/** A record's columns match its text, and it was signed by two different people with every line acknowledged. */
function recordFindings(row: SignedColumns | undefined, event: string): Finding[] {
  const { record: text }: { record: unknown } = JSON.parse(event);
  const record = HandoverRecord.safeParse(text).data;
  const finding = (why: string): Finding[] => [
    { code: 'handover-record', message: `第 ${row?.seq ?? '?'} 份交接班记录${why}。` },
  ];
  if (row === undefined) return finding('没有登记');
  if (record === undefined) return finding('读不懂');
  const { id, post, outgoing, incoming, items } = record;
  const same =
    id === row.id &&
    post.org === row.org &&
    outgoing.id === row.outgoing &&
    incoming.id === row.incoming &&
    incoming.signedAt === row.signedAt;
  if (!same) return finding('的登记与内容不符');
  if (outgoing.id === incoming.id) return finding('由同一人交接');
  return unacknowledged({ items }).length > 0 ? finding('有未核的项') : [];
}

/** Signed hand-overs are numbered without gaps, and each one listed as open has an open stream. */
function listFindings(db: Database): Finding[] {
  const gaps = db.prepare<[], number>('SELECT ifnull(max(seq), 0) - count(*) FROM handovers').pluck().get();
  const lost = db
    .prepare<[], string>(
      `SELECT id FROM handover_drafts WHERE id NOT IN
         (SELECT subject FROM streams WHERE kind = 'handover' AND json_extract(state, '$.stage') = 'open')`,
    )
    .pluck()
    .all();
  return [
    ...(gaps === 0 ? [] : [{ code: 'handover-record', message: `交接班记录的编号有 ${gaps} 处空缺。` }]),
    ...lost.map((id) => draftFinding(id, '没有日志')),
  ];
}
