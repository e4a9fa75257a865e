import type { Database } from 'better-sqlite3';
import { HIDDEN } from '../../../shared/privacy/identityNumbers.ts';
import type { Finding } from './caseIntegrity.ts';
import { firstKey, type StoredMessage } from './outboxTable.ts';

type Keyed = Parameters<typeof firstKey>[0] & Pick<StoredMessage, 'id' | 'key'>;

/** A finding names at most this many messages. */
const MAX_LISTED = 10;

/** What was written with an event of one's own words; null where the text of a message is made up of more than the event. */
const SAID = `CASE o.what WHEN 'result-submitted' THEN e.event ->> '$.data.text'
  WHEN 'confirmed' THEN e.event ->> '$.data.note'
  WHEN 'blown' THEN iif(o.body ->> '$."whistle.description"' = '', o.body ->> '$."whistle.subject"',
    o.body ->> '$."whistle.description"')
  WHEN 'all-submitted' THEN NULL WHEN 'closed' THEN NULL WHEN 'extension-granted' THEN NULL
  ELSE ifnull(e.event ->> '$.data.reason', '') END`;
/** A person may change the text after a refusal, and the key with it. */
const AS_CAUSED = `instr(o.key, '.') = 0`;
/** Contact data was hidden in the text when it was erased. */
const HIDES = `(instr(o.body, '${HIDDEN}') > 0 OR instr(o.body, '*') > 0)`;

/** Whether the order of a message is that of a whistle which had been merged (并哨) into its own, also through others. */
const TAKEN_OVER = `EXISTS (WITH RECURSIVE absorbed(whistle) AS (
    SELECT o.whistle UNION SELECT a.event ->> '$.data.from' FROM absorbed
      JOIN streams t ON t.kind = 'whistle' AND t.subject = absorbed.whistle
      JOIN journal_events a ON a.stream = t.key
      WHERE a.seq < o.event AND a.event ->> '$.type' = 'absorbed')
  SELECT 1 FROM absorbed WHERE o.lane = 'whistle:' || absorbed.whistle)`;

const CHECKS: readonly { code: string; words: string; sql: string }[] = [
  {
    code: 'outbox-event',
    words: '与引起它的日志事件不符',
    sql: `SELECT o.id FROM outbox o LEFT JOIN journal_events e ON e.seq = o.event
      LEFT JOIN streams st ON st.key = e.stream LEFT JOIN journal j ON j.pos = e.entry
      WHERE e.seq IS NULL OR st.kind <> 'whistle' OR st.subject <> o.whistle OR o.created_at <> j.at
        OR json_extract(e.event, '$.actor.operator') <> o.operator
        OR json_extract(e.event, '$.type') <> iif(o.what = 'extension-granted', 'extension-decided', o.what)`,
  },
  {
    code: 'outbox-case',
    words: '的案件与其数据源或顺序不符',
    sql: `SELECT o.id FROM outbox o JOIN sources s ON s.key = o.source
      WHERE (o.case_id IS NOT NULL AND (o.lane <> o.case_id OR substr(o.case_id, 1, length(s.id) + 1) <> s.id || ':'))
        OR (o.case_id IS NULL AND o.lane <> 'whistle:' || o.whistle AND (o.action = 'create' OR NOT ${TAKEN_OVER}))`,
  },
  {
    code: 'outbox-body',
    words: '的内容无法读取，或含有不应保存的联系方式',
    sql: `SELECT o.id FROM outbox o WHERE NOT json_valid(o.body) OR iif(json_valid(o.body),
        json_type(o.body, '$."contact.name"') IS NOT NULL OR json_type(o.body, '$."contact.phone"') IS NOT NULL, 0)`,
  },
  {
    code: 'outbox-values',
    words: '的内容与引起它的日志事件不一致',
    sql: `SELECT o.id FROM outbox o JOIN journal_events e ON e.seq = o.event WHERE iif(json_valid(o.body),
        o.body ->> '$."whistle.id"' IS NOT o.whistle OR o.body ->> '$."event.type"' IS NOT o.what
        OR o.body ->> '$."event.operator"' IS NOT o.operator
        OR o.body ->> '$."case.id"' IS NOT substr(o.case_id, instr(o.case_id, ':') + 1)
        OR o.body ->> '$."event.at"' IS NOT ifnull(e.event ->> '$.backEntry.occurredAt', e.event ->> '$.at')
        OR (${SAID} IS NOT NULL AND ${SAID} IS NOT o.body ->> '$."event.text"'
          AND ${AS_CAUSED} AND NOT ${HIDES}), 0)`,
  },
  {
    code: 'outbox-decision',
    words: '已放弃，但没有经办人或理由',
    sql: `SELECT id FROM outbox WHERE state = 'discarded'
      AND (settled_by IS NULL OR reason IS NULL OR trim(reason) = '')`,
  },
];

/** Checks the outbox (回传): each message against the event that caused it, its key, its case and source, and its own state. */
export function outboxFindings(db: Database): Finding[] {
  const found = CHECKS.map(({ code, words, sql }) => {
    const ids = db.prepare<[], number>(`${sql} ORDER BY 1`).pluck().all();
    return { code, words, ids };
  });
  const all = [...found, { code: 'outbox-key', words: '与其幂等键不符', ids: withOtherKeys(db) }];
  return all.flatMap(({ code, words, ids }) => {
    if (ids.length === 0) return [];
    const listed = ids.slice(0, MAX_LISTED).join('、');
    return [{ code, message: `${ids.length} 条回传${words}（${listed}）。` }];
  });
}

/** Messages whose key was not made of what they are about now. */
function withOtherKeys(db: Database): number[] {
  const rows = db.prepare<[], Keyed>(
    `SELECT o.id, o.key, o.event, s.id AS source, o.lane, o.action, o.whistle, o.created_at AS createdAt
     FROM outbox o JOIN sources s ON s.key = o.source ORDER BY o.id`,
  );
  const ids: number[] = [];
  for (const row of rows.iterate()) if (row.key.split('.')[0] !== firstKey(row)) ids.push(row.id);
  return ids;
}
