import { createHash, randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { LogEntry } from '../ports.ts';
import { createAppender } from './journalTable.ts';

/** One line of the audit (安全审计): who did what to whom, when, and whether it was let through. Never a PIN. */
export type AuditLine = {
  at: number;
  /** Operator id; null where nobody was signed in. */
  actor: string | null;
  /** `session.open`, `operator.create`, … */
  action: string;
  /** Operator id, or what was named as one. */
  subject: string;
  result: 'done' | 'refused';
  details: Record<string, unknown>;
};

/** Kind of the entries that are lines of the audit and nothing else. */
export const PEOPLE = 'people';

export type AuditedEntry = Pick<
  LogEntry,
  'kind' | 'type' | 'subject' | 'operator' | 'at' | 'body' | 'refusal'
>;

const AUDITED = `SELECT a.seq, j.kind, j.type, j.subject, j.operator, j.at, j.body, j.refusal
  FROM audit a JOIN journal j ON j.pos = a.entry`;

/** The audit, as entries of the journal. `append` belongs inside the transaction of the act that it tells of. */
export function createAudit(db: Database) {
  const write = createAppender(db);
  const page = db.prepare<[number, number], AuditedEntry & { seq: number }>(
    `${AUDITED} WHERE a.seq < ? ORDER BY a.seq DESC LIMIT ?`,
  );
  return {
    append(line: AuditLine): void {
      write(entryOf(line, `people-${randomUUID()}`), true, () => undefined);
    },
    /** Newest first, before `seq`. */
    page: (before: number, limit: number): (AuditLine & { seq: number })[] =>
      page.all(before, limit).map(({ seq, ...entry }) => ({ seq, ...lineOf(entry) })),
  };
}

/** A line as an entry: what was done stands in its body, why not in its refusal. */
function entryOf(line: AuditLine, command: string): LogEntry {
  const details = JSON.stringify(line.details);
  return {
    ...{ kind: PEOPLE, command, subject: line.subject, type: line.action, operator: line.actor ?? '' },
    ...{ console: '', at: line.at, doneAt: null, events: [] },
    body: line.result === 'done' ? details : null,
    bodyHash: createHash('sha256').update(details).digest(),
    refusal: line.result === 'refused' ? details : null,
  };
}

/** An entry as the auditor reads it. Of a command: its fields, or why it was refused. */
export function lineOf({ kind, type, subject, operator, at, body, refusal }: AuditedEntry): AuditLine {
  const own = kind === PEOPLE;
  return {
    ...{ at, actor: operator === '' ? null : operator, action: own ? type : `${kind}.${type}`, subject },
    result: refusal === null ? 'done' : 'refused',
    details: own ? JSON.parse(refusal ?? body ?? '{}') : detailsOf(body, refusal),
  };
}

function detailsOf(body: string | null, refusal: string | null): Record<string, unknown> {
  if (refusal !== null) {
    const why: { code?: string; rule?: string } = JSON.parse(refusal);
    return { reason: why.code ?? why.rule ?? '' };
  }
  const { commandId: _id, type: _type, ...fields } = JSON.parse(body ?? '{}');
  return fields;
}

/** Every line in order, for the integrity check. */
export function* auditedEntries(db: Database): Generator<AuditedEntry & { seq: number }> {
  yield* db.prepare<[], AuditedEntry & { seq: number }>(`${AUDITED} ORDER BY a.seq`).iterate();
}
