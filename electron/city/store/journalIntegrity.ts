import type { Database } from 'better-sqlite3';
import { errorText } from '../../../shared/errors/errorText.ts';
import type { Finding } from './caseIntegrity.ts';
import { type ChainBreak, createChainCheck } from './chainCheck.ts';
import { oldChainFindings } from './oldChains.ts';
import { auditedEntries, PEOPLE_KIND } from './peopleAudit.ts';

/** Entries per read. */
const PAGE = 1000;
/** A finding names at most this many streams. */
const MAX_LISTED = 10;

/**
 * Checks the journal: its chain, the older chains it replaced, event numbers, audit lines, and timers that could not
 * fire.
 */
export function journalFindings(db: Database): Finding[] {
  const broken = firstBreak(db);
  const chain: Finding[] =
    broken === null ? [] : [{ code: 'journal-chain', message: errorText('journal-edited', broken, 'zh') }];
  return [
    ...chain,
    ...oldChainFindings(db),
    ...countFindings(db),
    ...auditFindings(db),
    ...stuckFindings(db),
  ];
}

/** The first place where the chain is broken; null if it is intact. */
function firstBreak(db: Database): ChainBreak | null {
  const check = createChainCheck(db);
  let found: ReturnType<typeof check.next> = 'more';
  while (found === 'more') found = check.next(PAGE);
  return found;
}

const COUNTS: readonly { code: string; sql: string; message: (count: number) => string }[] = [
  {
    code: 'journal-event',
    sql: `SELECT count(*) FROM journal_events e LEFT JOIN journal j
       ON j.pos = e.entry AND e.seq BETWEEN j.first_seq AND j.last_seq WHERE j.pos IS NULL`,
    message: (count) => `${count} 个事件不属于任何一条日志。`,
  },
  {
    code: 'journal-event',
    sql: 'SELECT (SELECT seq FROM journal_head) - (SELECT count(*) FROM journal_events)',
    message: (count) => `日志缺少 ${count} 个事件。`,
  },
  {
    code: 'journal-stream',
    sql: `SELECT count(*) FROM streams s
       LEFT JOIN (SELECT stream, count(*) AS n, max(version) AS last FROM journal_events GROUP BY stream) e
         ON e.stream = s.key
       WHERE ifnull(e.n, 0) <> s.version OR ifnull(e.last, 0) <> s.version`,
    message: (count) => `${count} 条事件流的编号与其事件不符。`,
  },
];

function countFindings(db: Database): Finding[] {
  return COUNTS.flatMap(({ code, sql, message }) => {
    const count = db.prepare<[], number>(sql).pluck().get() ?? 0;
    return count === 0 ? [] : [{ code, message: message(count) }];
  });
}

/** Audit lines are numbered without gaps in the order of the journal, and none is missing. */
function auditFindings(db: Database): Finding[] {
  let last = 0;
  let people = 0;
  for (const { seq, kind } of auditedEntries(db)) {
    if (seq !== last + 1)
      return [{ code: 'audit-line', message: `审计记录第 ${last + 1} 条缺失，可能被改动过。` }];
    last = seq;
    if (kind === PEOPLE_KIND) people += 1;
  }
  const all =
    db.prepare<[string], number>('SELECT count(*) FROM journal WHERE kind = ?').pluck().get(PEOPLE_KIND) ?? 0;
  return all === people
    ? []
    : [{ code: 'audit-line', message: `日志中有 ${all - people} 条审计记录没有编号。` }];
}

function stuckFindings(db: Database): Finding[] {
  const sql = `SELECT s.subject || ' ' || t.id FROM timers t JOIN streams s ON s.key = t.stream WHERE t.stuck = 1`;
  const stuck = db.prepare<[], string>(sql).pluck().all();
  if (stuck.length === 0) return [];
  const which = stuck.slice(0, MAX_LISTED).join('、');
  return [{ code: 'timer-stuck', message: `${stuck.length} 个到期计时未能执行：${which}。` }];
}
