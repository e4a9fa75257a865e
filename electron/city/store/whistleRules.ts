import type { Database } from 'better-sqlite3';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { ClockBasis } from '../../../shared/whistle/clock.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { basisOf, FOLD_VERSION, Frame } from '../../../shared/whistle/frame.ts';
import type { Finding } from './integrityRules.ts';
import { canonical, createChain, findBreak } from './whistleChain.ts';
import { rowOf, timerRowsOf } from './whistleProjection.ts';

type EventRow = {
  seq: number;
  whistle: string;
  n: number;
  at: number;
  command: string;
  event: string;
  hash: Buffer;
};
type Stored = Record<string, string | number | null> & { key: number; id: string; fold_version: number };

/** Findings of one kind are told for the first few whistles only. */
const MOST_TOLD = 10;

/**
 * Everything about whistles that can be worked out twice: the chain of the log, the fold of each log against its stored
 * state and lists, timers against those of the folded state, receipts against events.
 */
export function whistleFindings(db: Database): Finding[] {
  const broken = findBreak(chainRows(db), createChain(db, 'whistles').head());
  const chain: Finding[] =
    broken === null
      ? []
      : [{ code: 'whistle-chain', message: `吹哨日志的链不完整：${broken}，可能被改动过。` }];
  return [...chain, ...receiptFindings(db), ...stuckFindings(db), ...foldFindings(db)];
}

function* chainRows(db: Database): Generator<{ seq: number; content: string; hash: Buffer }> {
  const rows = db
    .prepare<[], { seq: number; event: string; hash: Buffer }>(
      'SELECT seq, event, hash FROM whistle_events ORDER BY seq',
    )
    .iterate();
  for (const { seq, event, hash } of rows) yield { seq, content: event, hash };
}

const RECEIPTS: readonly { code: string; sql: string; message: (count: number) => string }[] = [
  {
    code: 'whistle-receipt',
    sql: `SELECT count(*) FROM receipts r WHERE r.refusal IS NULL AND (r.last_seq < r.first_seq
       OR (SELECT count(*) FROM whistle_events e WHERE e.seq BETWEEN r.first_seq AND r.last_seq
             AND e.command = r.command) <> r.last_seq - r.first_seq + 1)`,
    message: (count) => `${count} 份回执所指的日志不存在或属于别的命令。`,
  },
  {
    code: 'whistle-receipt',
    sql: `SELECT count(*) FROM whistle_events e LEFT JOIN receipts r
       ON r.command = e.command AND e.seq BETWEEN r.first_seq AND r.last_seq WHERE r.command IS NULL`,
    message: (count) => `${count} 条日志没有回执。`,
  },
];

function receiptFindings(db: Database): Finding[] {
  return RECEIPTS.flatMap(({ code, sql, message }) => {
    const count = db.prepare<[], number>(sql).pluck().get() ?? 0;
    return count === 0 ? [] : [{ code, message: message(count) }];
  });
}

function stuckFindings(db: Database): Finding[] {
  const sql = `SELECT w.id || ' ' || t.id FROM timers t JOIN whistles w ON w.key = t.whistle WHERE t.stuck = 1`;
  const stuck = db.prepare<[], string>(sql).pluck().all();
  if (stuck.length === 0) return [];
  const which = stuck.slice(0, MOST_TOLD).join('、');
  return [{ code: 'whistle-stuck', message: `${stuck.length} 个到期计时未能执行：${which}。` }];
}

function foldFindings(db: Database): Finding[] {
  const body = db
    .prepare<[], string>('SELECT body FROM whistle_frames ORDER BY id DESC LIMIT 1')
    .pluck()
    .get();
  const stored = db.prepare<[], Stored>('SELECT * FROM whistles ORDER BY key').iterate();
  const frame = body === undefined ? null : Frame.safeParse(JSON.parse(body));
  const basis = frame?.success ? basisOf(frame.data) : null;
  const read = readers(db);
  const found = new Map<string, string[]>();
  for (const row of stored) {
    const wrong = basis === null ? ['whistle-frame'] : wrongWith(row, basis, read);
    for (const code of wrong) found.set(code, [...(found.get(code) ?? []), row.id]);
  }
  return [...found].map(([code, ids]) => ({
    code,
    message: `${ids.length} 个哨${WORDS[code] ?? ''}（${ids.slice(0, MOST_TOLD).join('、')}）。`,
  }));
}

const WORDS: Record<string, string> = {
  'whistle-frame': '所依据的规则缺失或无法读取',
  'whistle-event': '的日志不符合格式或编号',
  'whistle-projection': '的当前状态与其日志不符',
  'whistle-timers': '的计时与其状态不符',
};

function readers(db: Database) {
  const list = (sql: string) => {
    const statement = db.prepare<[number], string>(sql).pluck();
    return (key: number) => statement.all(key);
  };
  const events = db.prepare<[number], Omit<EventRow, 'whistle'>>(
    'SELECT seq, n, at, command, event, hash FROM whistle_events WHERE whistle = ? ORDER BY n',
  );
  return {
    events: (key: number) => events.all(key),
    orgs: list('SELECT org FROM whistle_orgs WHERE whistle = ? ORDER BY org'),
    waits: list(`SELECT org || ' ' || role FROM whistle_waits WHERE whistle = ? ORDER BY 1`),
    cases: list('SELECT case_id FROM whistle_cases WHERE whistle = ? ORDER BY case_id'),
    timers: list(`SELECT id || ' ' || due_at || ' ' || body FROM timers WHERE whistle = ? ORDER BY 1`),
  };
}

/** Codes of what does not agree for one whistle. */
function wrongWith(row: Stored, basis: ClockBasis, read: ReturnType<typeof readers>): string[] {
  const events: WhistleEvent[] = [];
  for (const { n, at, command, event } of read.events(row.key)) {
    const parsed = WhistleEvent.safeParse(JSON.parse(event));
    if (!parsed.success) return ['whistle-event'];
    const { data } = parsed;
    const fits = data.seq === n && data.whistle === row.id && data.at === at && data.commandId === command;
    if (!fits || n !== events.length + 1) return ['whistle-event'];
    // As it was written: parsing would drop what this program does not know.
    events.push(JSON.parse(event));
  }
  const state = fold(events);
  if (state === null) return ['whistle-event'];
  const wrong: string[] = [];
  const expected = rowOf(state, basis);
  const lists =
    same(read.orgs(row.key), expected.orgs) &&
    same(read.cases(row.key), expected.cases) &&
    same(
      read.waits(row.key),
      expected.waits.map(({ org, role }) => `${org} ${role}`),
    );
  if (!lists || !sameColumns(row, expected)) wrong.push('whistle-projection');
  const timers = timerRowsOf(state, basis).map(({ id, dueAt, body }) => `${id} ${dueAt} ${body}`);
  if (!same(read.timers(row.key), timers)) wrong.push('whistle-timers');
  return wrong;
}

function sameColumns(row: Stored, expected: ReturnType<typeof rowOf>): boolean {
  const columns: Record<string, string | number | null> = {
    seq: expected.seq,
    open: expected.open ? 1 : 0,
    stage: expected.stage,
    kind: expected.kind,
    level: expected.level,
    street: expected.street,
    category: expected.category,
    item: expected.item,
    subject: expected.subject,
    lon: expected.lon,
    lat: expected.lat,
    created_at: expected.createdAt,
    updated_at: expected.updatedAt,
    words: expected.words,
    // A state that an older program folded may look different, and is not believed by this one.
    ...(row.fold_version === FOLD_VERSION ? { state: expected.state } : {}),
  };
  return (
    canonical(columns) ===
    canonical(Object.fromEntries(Object.keys(columns).map((name) => [name, row[name]])))
  );
}

function same(stored: readonly string[], expected: readonly string[]): boolean {
  return (
    stored.length === expected.length && [...stored].sort().join('\n') === [...expected].sort().join('\n')
  );
}
