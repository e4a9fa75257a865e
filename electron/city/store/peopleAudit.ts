import { createHash, randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PeopleAction, WriteAction } from '../../../shared/contract/auditActions.ts';
import type { JournalEntry } from '../ports.ts';
import { createAppender } from './journalTable.ts';
import type { SealHolder } from './sealer.ts';

/** One audit line (安全审计): who did what to whom, when, and whether it was allowed. It never contains a PIN. */
export type AuditLine = {
  at: number;
  /** Operator id; null where nobody was signed in, as at the command line. */
  actor: string | null;
  action: PeopleAction | WriteAction;
  /** Operator id, or the text entered as one; id of a source, an upload, a row for acts of the interface. */
  subject: string;
  result: 'done' | 'refused';
  details: Record<string, unknown>;
};

/** A line as it is read. Commands are among them, named after their kind, and lines of older versions. */
export type AuditLineRead = Omit<AuditLine, 'action'> & { action: string };

/** Kind of the journal entries that are audit lines only. */
export const PEOPLE_KIND = 'people';

export type AuditedEntry = Pick<
  JournalEntry,
  'kind' | 'type' | 'subject' | 'operator' | 'at' | 'body' | 'refusal'
>;

/** What an administrator did to the account of an auditor, by the line in the journal; `subject`: the auditor. */
export type AuditorChangeRead = Pick<JournalEntry, 'at' | 'type' | 'subject' | 'operator'>;

const AUDITED = `SELECT a.seq, j.kind, j.type, j.subject, j.operator, j.at, j.body, j.refusal
  FROM audit a JOIN journal j ON j.pos = a.entry`;

/** The audit, kept as journal entries. `append` must run in the transaction of the act it records. */
export function createAudit(db: Database, seals: SealHolder) {
  const write = createAppender(db, seals);
  const page = db.prepare<[number, number], AuditedEntry & { seq: number }>(
    `${AUDITED} WHERE a.seq < ? ORDER BY a.seq DESC LIMIT ?`,
  );
  const auditorChanges = db.prepare<[number], AuditorChangeRead>(
    `SELECT at, type, subject, operator FROM journal
     WHERE kind = 'people' AND refusal IS NULL AND json_extract(body, '$.auditor') = 1 AND at >= ?
     ORDER BY at DESC, pos DESC LIMIT 50`,
  );
  return {
    auditorChanges: (since: number): AuditorChangeRead[] => auditorChanges.all(since),
    append(line: AuditLine): void {
      write(entryOf(line, `people-${randomUUID()}`), true, () => undefined);
    },
    /** Lines numbered below `before`, newest first. */
    page: (before: number, limit: number): (AuditLineRead & { seq: number })[] =>
      page.all(before, limit).map(({ seq, ...entry }) => ({ seq, ...auditLineOf(entry) })),
  };
}

/** An audit line as a journal entry: the details are in its body if done, in its refusal if refused. */
function entryOf(line: AuditLine, command: string): JournalEntry {
  const details = JSON.stringify(line.details);
  return {
    ...{ kind: PEOPLE_KIND, command, subject: line.subject, type: line.action, operator: line.actor ?? '' },
    ...{ console: '', at: line.at, doneAt: null, events: [] },
    body: line.result === 'done' ? details : null,
    bodyHash: createHash('sha256').update(details).digest(),
    refusal: line.result === 'refused' ? details : null,
  };
}

/** A journal entry as an audit line. For a command, the details are its fields, or the reason for the refusal. */
export function auditLineOf({
  kind,
  type,
  subject,
  operator,
  at,
  body,
  refusal,
}: AuditedEntry): AuditLineRead {
  const own = kind === PEOPLE_KIND;
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

/** All audit lines in order, for the integrity check. */
export function* auditedEntries(db: Database): Generator<AuditedEntry & { seq: number }> {
  yield* db.prepare<[], AuditedEntry & { seq: number }>(`${AUDITED} ORDER BY a.seq`).iterate();
}
