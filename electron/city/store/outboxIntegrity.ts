import type { Database } from 'better-sqlite3';
import type { Finding } from './caseIntegrity.ts';

/** A finding names at most this many messages. */
const MAX_LISTED = 10;

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
        OR (o.case_id IS NULL AND o.lane <> 'whistle:' || o.whistle)`,
  },
  {
    code: 'outbox-body',
    words: '的内容无法读取，或含有不应保存的联系方式',
    sql: `SELECT o.id FROM outbox o WHERE NOT json_valid(o.body) OR iif(json_valid(o.body),
        json_type(o.body, '$."contact.name"') IS NOT NULL OR json_type(o.body, '$."contact.phone"') IS NOT NULL, 0)`,
  },
  {
    code: 'outbox-decision',
    words: '已放弃，但没有经办人或理由',
    sql: `SELECT id FROM outbox WHERE state = 'discarded'
      AND (settled_by IS NULL OR reason IS NULL OR trim(reason) = '')`,
  },
];

/** Checks the outbox (回传): each message against the event that caused it, its case and source, and its own state. */
export function outboxFindings(db: Database): Finding[] {
  return CHECKS.flatMap(({ code, words, sql }) => {
    const ids = db.prepare<[], number>(`${sql} ORDER BY 1`).pluck().all();
    if (ids.length === 0) return [];
    const listed = ids.slice(0, MAX_LISTED).join('、');
    return [{ code, message: `${ids.length} 条回传${words}（${listed}）。` }];
  });
}
