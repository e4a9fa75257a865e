import type { Database } from 'better-sqlite3';
import { readStatedLimit } from '../../../shared/case/statedLimit.ts';
import type { CasePause, DueBasis } from '../../../shared/contract/cases.ts';
import type { Limit } from '../../../shared/time/deadline.ts';
import type { PageResult } from '../ports.ts';
import { type CaseValues, hashOfValues, VALUE_COLUMNS } from './caseValues.ts';
import { COLUMN_SELECT, type RawColumnRow, readColumnRow } from './columnRow.ts';
import { pageResult } from './pageWriter.ts';
import { PAUSES_OF_CASE, readPauses } from './pauseTable.ts';
import type { RevisionCounter } from './revisionCounter.ts';
import type { SourceTable } from './sourceTable.ts';

/** An open case whose deadline is the console's own to compute. Times UTC ms. */
export type OwnDeadline = {
  seq: number;
  source: string;
  categoryCode: string;
  requestedAt: number;
  dueAt: number | null;
  dueBasis: DueBasis | null;
  /** The length that its upstream stated; null: by the pack. */
  stated: Limit | null;
  pauses: readonly CasePause[];
};

/** Deadlines that the upstream did not give, to be computed again when the working calendar changes. */
export type Deadlines = {
  /**
   * Open cases whose deadline was computed here, or that have none, among the `span` cases after `after` in order of
   * `seq`; few cases are open, and looking at many at once would keep requests waiting. `next`: where to go on; null at the
   * end.
   */
  own(after: number, span: number): { rows: OwnDeadline[]; next: number | null };
  /**
   * Gives cases of one source another deadline, in one transaction. The history of each says from when to when, and that
   * version `calendar` of the working calendar was the reason.
   */
  move(
    source: string,
    moved: readonly { seq: number; dueAt: number | null; dueBasis: DueBasis | null }[],
    why: { at: number; calendar: number },
  ): PageResult;
  /** By which working calendar all of them were computed, as it was set; null if some may be by another. */
  calendar(): string | null;
  setCalendar(mark: string | null): void;
};

const DUE_AT = VALUE_COLUMNS.indexOf('due_at');
const DUE_BASIS = VALUE_COLUMNS.indexOf('due_basis');

export function createDeadlines(
  db: Database,
  { revisions, sources }: { revisions: RevisionCounter; sources: SourceTable },
): Deadlines {
  const own = db.prepare<
    [number, number],
    Omit<OwnDeadline, 'pauses' | 'stated'> & { pauses: string; dueText: string | null }
  >(
    `SELECT c.seq, s.id AS source, c.category_code AS categoryCode, c.requested_at AS requestedAt, c.due_at AS dueAt,
       c.due_basis AS dueBasis, c.original_times ->> 'dueAt' AS dueText, ${PAUSES_OF_CASE} AS pauses
     FROM cases c JOIN sources s ON s.key = c.source
     WHERE c.seq > ? AND c.seq <= ? AND c.status = 'open' AND c.gone_at IS NULL AND c.upstream_due_at IS NULL
     ORDER BY c.seq`,
  );
  const values = db
    .prepare<[number], CaseValues>(`SELECT ${VALUE_COLUMNS.join(', ')} FROM cases WHERE seq = ?`)
    .raw();
  const update = db.prepare(
    'UPDATE cases SET due_at = ?, due_basis = ?, hash = ?, revision = ? WHERE seq = ?',
  );
  const history = db.prepare(
    `INSERT INTO history (seq, revision, at, kind, changes) VALUES (?, ?, ?, 'changed', ?)`,
  );
  const mark = db.prepare<[], string | null>('SELECT deadlines_calendar FROM meta').pluck();
  const setMark = db.prepare('UPDATE meta SET deadlines_calendar = ?');
  const columnRow = db
    .prepare<[number], RawColumnRow>(`SELECT ${COLUMN_SELECT} FROM cases WHERE seq = ?`)
    .raw();

  const move = db.transaction((...[source, moved, { at, calendar }]: Parameters<Deadlines['move']>) => {
    const batch = revisions.beginBatch({ key: sources.key(source), id: source }, at);
    const names = new Map([[batch.sourceKey, source]]);
    for (const { seq, dueAt, dueBasis: now } of moved) {
      const row = values.get(seq);
      if (row === undefined) throw new Error(`case ${seq} is not stored`);
      const [before, basis] = [row[DUE_AT] ?? null, row[DUE_BASIS] ?? null];
      row[DUE_AT] = dueAt;
      row[DUE_BASIS] = now;
      update.run(dueAt, now, hashOfValues(row), batch.revision, seq);
      const changes = {
        dueAt: [before, dueAt],
        ...(basis === now ? {} : { dueBasis: [basis, now] }),
        calendar: [null, calendar],
      };
      history.run(seq, batch.revision, at, JSON.stringify(changes));
      const changed = columnRow.get(seq);
      if (changed !== undefined) batch.changed.push(readColumnRow(changed, names));
      batch.changedIds.push(`${source}:${row[0]}`);
      batch.updated++;
    }
    revisions.writeRevision(batch);
    return { batch, accounting: sources.accounting(batch.sourceKey) };
  });

  return {
    own(after, span) {
      const last = after + span;
      const rows = own.all(after, last).map(({ dueText, pauses, ...row }) => ({
        ...row,
        stated: dueText === null ? null : readStatedLimit(dueText),
        pauses: readPauses(pauses),
      }));
      return { rows, next: last < revisions.lastSeq() ? last : null };
    },
    calendar: () => mark.get() ?? null,
    setCalendar: (value) => void setMark.run(value),
    move(source, moved, why) {
      const { batch, accounting } = move.immediate(source, moved, why);
      return pageResult(batch, revisions.afterCommit(batch), accounting);
    },
  };
}
