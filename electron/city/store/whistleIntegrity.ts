import type { Database } from 'better-sqlite3';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { fold } from '../../../shared/whistle/evolve/evolve.ts';
import { clockContextOf, FOLD_VERSION, RulesSnapshot } from '../../../shared/whistle/rulesSnapshot.ts';
import type { Finding } from './caseIntegrity.ts';
import { timerRowsOf, whistleRowOf } from './whistleProjection.ts';

type EventRow = { version: number; at: number; doneAt: number | null; command: string; event: string };
type Stored = Record<string, string | number | null> & { key: number; id: string; fold_version: number };

/** A finding names at most this many whistles. */
const MAX_LISTED = 10;

/** Checks whistles: the state, list rows and timers derived again from each log, against the stored ones. */
export function whistleFindings(db: Database): Finding[] {
  const contexts = contextsOf(db);
  const stored = db
    .prepare<[], Stored>(
      `SELECT w.*, s.version, s.fold_version, s.state FROM whistles w JOIN streams s ON s.key = w.key AND s.subject = w.id
       ORDER BY w.key`,
    )
    .iterate();
  const read = readers(db);
  const found = new Map<string, string[]>();
  for (const row of stored) {
    const wrong = leastWrong(contexts.map((context) => mismatches(row, context, read)));
    for (const code of wrong) found.set(code, [...(found.get(code) ?? []), row.id]);
  }
  return [...found].map(([code, ids]) => ({
    code,
    message: `${ids.length} 个哨${WORDS[code] ?? ''}（${ids.slice(0, MAX_LISTED).join('、')}）。`,
  }));
}

/** The rules in force, and those that an interrupted change was putting into force when the program ended. */
function contextsOf(db: Database): ClockContext[] {
  const bodies = db
    .prepare<[], string>(
      `SELECT body FROM whistle_frames WHERE id >= (SELECT max(id) FROM whistle_frames WHERE adopted = 1) ORDER BY id`,
    )
    .pluck()
    .all();
  return bodies.flatMap((body) => {
    const snapshot = RulesSnapshot.safeParse(JSON.parse(body));
    return snapshot.success ? [clockContextOf(snapshot.data)] : [];
  });
}

/** A whistle agrees with its log if it does so under one of the rules. */
function leastWrong(found: readonly string[][]): string[] {
  return found.reduce(
    (least, one) => (one.length < least.length ? one : least),
    found[0] ?? ['whistle-frame'],
  );
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
  const events = db.prepare<[number], EventRow>(
    `SELECT e.version, j.at, j.done_at AS doneAt, j.command, e.event FROM journal_events e JOIN journal j ON j.pos = e.entry
     WHERE e.stream = ? ORDER BY e.version`,
  );
  return {
    events: (key: number) => events.all(key),
    orgs: list('SELECT org FROM whistle_orgs WHERE whistle = ? ORDER BY org'),
    waits: list(`SELECT org || ' ' || role FROM whistle_waits WHERE whistle = ? ORDER BY 1`),
    cases: list('SELECT case_id FROM whistle_cases WHERE whistle = ? ORDER BY case_id'),
    timers: list(`SELECT id || ' ' || due_at || ' ' || body FROM timers WHERE stream = ? ORDER BY 1`),
  };
}

/** Codes of the mismatches of one whistle. */
function mismatches(row: Stored, context: ClockContext, read: ReturnType<typeof readers>): string[] {
  const events: WhistleEvent[] = [];
  for (const { version, at, doneAt, command, event } of read.events(row.key)) {
    const parsed = WhistleEvent.safeParse(JSON.parse(event));
    if (!parsed.success) return ['whistle-event'];
    const { data } = parsed;
    const fits =
      data.seq === version && data.whistle === row.id && data.at === at && data.commandId === command;
    const timeFits = data.backEntry === undefined || data.backEntry.occurredAt === doneAt;
    if (!fits || !timeFits || version !== events.length + 1) return ['whistle-event'];
    // The event as written, since the schema drops fields that this program does not know.
    events.push(JSON.parse(event));
  }
  const state = fold(events);
  if (state === null) return ['whistle-event'];
  const wrong: string[] = [];
  const expected = whistleRowOf(state, context);
  const lists =
    same(read.orgs(row.key), expected.orgs) &&
    same(read.cases(row.key), expected.cases) &&
    same(
      read.waits(row.key),
      expected.waits.map(({ org, role }) => `${org} ${role}`),
    );
  // A state folded by another version may differ; this program does not use it.
  const stateMatches = row.fold_version !== FOLD_VERSION || row.state === canonical(state);
  if (!lists || !stateMatches || row.version !== state.seq || !sameColumns(row, expected))
    wrong.push('whistle-projection');
  const timers = timerRowsOf(state, context).map(({ id, dueAt, body }) => `${id} ${dueAt} ${body}`);
  if (!same(read.timers(row.key), timers)) wrong.push('whistle-timers');
  return wrong;
}

function sameColumns(row: Stored, expected: ReturnType<typeof whistleRowOf>): boolean {
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
