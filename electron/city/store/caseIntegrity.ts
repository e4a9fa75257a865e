import type { Database } from 'better-sqlite3';
import { type CaseValues, hashOfValues, VALUE_COLUMNS } from './caseValues.ts';

export type Finding = { code: string; message: string };

type Account = {
  id: string;
  received: number;
  stored: number;
  unchanged: number;
  quarantined: number;
  cases: number;
  changes: number;
  refusals: number;
};

/**
 * Checks the accounting of every source: received = stored + unchanged + quarantined, and each sum against the rows it
 * counts. Every stored receipt made a case or a history entry (those of a changed working calendar, of an import taken back
 * and of a case that a whole list lacked came from no upstream); every quarantined one is counted in a quarantine entry.
 */
export function accountingFindings(db: Database): Finding[] {
  const accounts = db
    .prepare<[], Account>(
      `SELECT id, received, stored, unchanged, quarantined,
         (SELECT count(*) FROM cases c WHERE c.source = s.key) AS cases,
         (SELECT count(*) FROM history h JOIN cases c ON c.seq = h.seq
            WHERE c.source = s.key AND h.kind <> 'gone'
              AND json_extract(h.changes, '$.calendar') IS NULL
              AND json_extract(h.changes, '$.undone') IS NULL
              AND json_extract(h.changes, '$.absent') IS NULL) AS changes,
         (SELECT ifnull(sum(times), 0) FROM quarantine q WHERE q.source = s.key) AS refusals
       FROM sources s`,
    )
    .all();
  return [...accounts.flatMap(accountFindings), ...RULES.flatMap((rule) => ruleFindings(db, rule))];
}

function accountFindings(account: Account): Finding[] {
  const { id, received, stored, unchanged, quarantined, cases, changes, refusals } = account;
  const findings: Finding[] = [];
  if (received !== stored + unchanged + quarantined) {
    findings.push({
      code: 'accounting',
      message: `数据源 ${id}：收到 ${received} 条，而入库 ${stored} + 未变 ${unchanged} + 隔离 ${quarantined} = ${stored + unchanged + quarantined}。`,
    });
  }
  if (stored !== cases + changes) {
    findings.push({
      code: 'stored',
      message: `数据源 ${id}：记账入库 ${stored} 条，实际有案件 ${cases} 个、变更 ${changes} 次。`,
    });
  }
  if (quarantined !== refusals) {
    findings.push({
      code: 'quarantined',
      message: `数据源 ${id}：记账隔离 ${quarantined} 条，隔离区实际计数 ${refusals}。`,
    });
  }
  return findings;
}

type Rule = { code: string; sql: string; message: (count: number) => string };

/** Further rules; each statement counts the rows that violate it. */
const RULES: readonly Rule[] = [
  {
    code: 'revision',
    sql: `SELECT (SELECT count(*) FROM history WHERE revision > (SELECT revision FROM meta))
       + (SELECT count(*) FROM cases WHERE revision > (SELECT revision FROM meta))
       + (SELECT count(*) FROM revisions WHERE revision > (SELECT revision FROM meta))`,
    message: (count) => `${count} 条记录的版本号大于库的版本号。`,
  },
  {
    code: 'sightings',
    sql: `SELECT count(*) FROM cases c FULL JOIN sightings s ON s.seq = c.seq
       WHERE c.seq IS NULL OR (s.seq IS NULL AND c.seq <= (SELECT sighted_seq FROM meta)) OR s.source <> c.source
         OR s.open <> (c.status = 'open') OR s.gone <> (c.gone_at IS NOT NULL)`,
    message: (count) => `${count} 个案件与其最近核对记录不一致。`,
  },
  {
    code: 'absences',
    sql: "SELECT count(*) FROM absences a JOIN cases c ON c.seq = a.seq WHERE c.status <> 'closed'",
    message: (count) => `${count} 个案件记为整表中已无，却未结案。`,
  },
  {
    code: 'imports',
    sql: `SELECT count(*) FROM imports i WHERE received <> stored + unchanged + quarantined
       OR created <> (SELECT count(*) FROM import_cases c WHERE c.import = i.key AND c.created = 1)
       OR changed <> (SELECT count(*) FROM import_cases c WHERE c.import = i.key AND c.created = 0)`,
    message: (count) => `${count} 次导入的记录与其逐件的记录不符。`,
  },
  {
    code: 'import-rows',
    sql: `SELECT count(*) FROM imports i JOIN (SELECT import, sum(clean) AS clean, sum(noted) AS noted,
         sum(unchanged) AS unchanged, sum(quarantined) AS quarantined FROM import_rows GROUP BY import) r ON r.import = i.key
       WHERE r.clean + r.noted <> i.stored OR r.noted <> i.noted OR r.unchanged <> i.unchanged
         OR r.quarantined <> i.quarantined`,
    message: (count) => `${count} 次导入的逐行结果与其对账不符。`,
  },
  {
    code: 'sequence',
    sql: 'SELECT (SELECT ifnull(max(seq), 0) FROM cases) - (SELECT count(*) FROM cases)',
    message: (count) => `案件序号有 ${count} 处空缺，可能有案件丢失。`,
  },
  {
    code: 'search',
    sql: `SELECT abs((SELECT count(*) FROM search)
       - (SELECT count(*) FROM cases WHERE seq <= (SELECT indexed_seq FROM meta)))`,
    message: (count) => `全文索引与案件数相差 ${count}。`,
  },
];

function ruleFindings(db: Database, rule: Rule): Finding[] {
  const count = db.prepare<[], number>(rule.sql).pluck().get() ?? 0;
  return count === 0 ? [] : [{ code: rule.code, message: rule.message(count) }];
}

/** Recomputes the hash of every case, to find rows that were changed other than by a receipt. */
export function hashFindings(db: Database): Finding[] {
  const rows = db
    .prepare<[], [...CaseValues, number, number]>(`SELECT ${VALUE_COLUMNS.join(', ')}, hash, seq FROM cases`)
    .raw();
  const wrong: number[] = [];
  for (const row of rows.iterate()) {
    if (hashOfValues(row) !== row[VALUE_COLUMNS.length]) wrong.push(Number(row[VALUE_COLUMNS.length + 1]));
  }
  if (wrong.length === 0) return [];
  return [
    {
      code: 'hash',
      message: `${wrong.length} 个案件的内容与入库时的指纹不符（序号 ${wrong.slice(0, 10).join('、')}…）。`,
    },
  ];
}
