import type { CaseFact } from '../../../shared/assessment/caseFact.ts';
import type { CaseStage } from '../../../shared/contract/cases.ts';
import { openDatabase } from './driver.ts';
import type { DatabaseKey } from './encryption/key.ts';

/** Cases per slice: some milliseconds, after which others get their turn. */
const ROWS_PER_SLICE = 2000;

type Row = [
  seq: number,
  source: number,
  sourceId: string,
  requestedAt: number,
  open: number,
  stage: CaseStage | null,
  closedAt: number | null,
  dueAt: number | null,
  rework: number,
  org: string | null,
  street: string | null,
  grid: string | null,
  channel: string | null,
  category: string,
  gone: number,
];
type PauseRow = [seq: number, from: number, to: number | null, why: string];
type Rests = { suspended: [number, number | null][]; handledAt: number | null };
const NO_RESTS: Rests = { suspended: [], handledAt: null };

export type FactReader = {
  /** Of the snapshot that is read. */
  revision: number;
  /** All cases but those that their upstreams withdrew, in the order in which they came; in slices, so that a reader may wait between them. */
  slices(): Iterable<CaseFact[]>;
  close(): void;
};

/**
 * Opens a connection of its own and one snapshot of the database: what is written while it is read is not seen.
 *
 * @param unitOf the unit that the upstream's word for an organisation means
 * @throws StoreError
 */
export function openFactReader(
  dbPath: string,
  key: DatabaseKey | null,
  unitOf: (org: string) => string,
): FactReader {
  const db = openDatabase(dbPath, { readonly: true, fileMustExist: true }, key);
  db.exec('BEGIN');
  const revision = db.prepare<[], number>('SELECT revision FROM meta').pluck().get() ?? 0;
  const names = db.prepare<[], [number, string]>('SELECT key, id FROM sources').raw();
  const rows = db
    .prepare<[number, number], Row>(
      `SELECT seq, source, source_id, requested_at, status = 'open', stage, closed_at, due_at, rework, org, street, grid,
         channel, category_code, gone_at IS NOT NULL
       FROM cases WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  const pauses = db
    .prepare<[number, number], PauseRow>(
      `SELECT seq, started_at, ended_at, why FROM case_pauses WHERE seq > ? AND seq <= ? ORDER BY seq, started_at, rowid`,
    )
    .raw();

  function* slices(): Iterable<CaseFact[]> {
    const sources = new Map(names.all());
    for (let last = 0; ; ) {
      const slice = rows.all(last, ROWS_PER_SLICE);
      const end = slice.at(-1)?.[0];
      if (end === undefined) return;
      const rests = restsOf(pauses.all(last, end));
      yield slice.flatMap((row) => (row[14] === 1 ? [] : [factOf(row, sources, rests, unitOf)]));
      last = end;
    }
  }

  return { revision, slices, close: () => db.close() };
}

function restsOf(rows: readonly PauseRow[]): ReadonlyMap<number, Rests> {
  const found = new Map<number, Rests>();
  for (const [seq, from, to, why] of rows) {
    const rests = found.get(seq) ?? { suspended: [], handledAt: null };
    found.set(seq, rests);
    if (why === 'suspended') rests.suspended.push([from, to]);
    else rests.handledAt = from;
  }
  return found;
}

function factOf(
  row: Row,
  sources: ReadonlyMap<number, string>,
  rests: ReadonlyMap<number, Rests>,
  unitOf: (org: string) => string,
): CaseFact {
  const [seq, key, sourceId, requestedAt, open, stage, closedAt, dueAt, rework, org] = row;
  const source = sources.get(key) ?? '';
  const { suspended, handledAt } = rests.get(seq) ?? NO_RESTS;
  return {
    ...{
      id: `${source}:${sourceId}`,
      requestedAt,
      open: open === 1,
      stage,
      closedAt,
      dueAt,
      handledAt,
      rework,
    },
    suspended,
    units: {
      ...{ street: row[10], grid: row[11], org: org === null ? null : unitOf(org) },
      ...{ source, channel: row[12], category: row[13] },
    },
  };
}
