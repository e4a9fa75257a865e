import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { readStatedLimit } from '../../../shared/case/statedLimit.ts';
import { CaseDetail, CaseSummary } from '../../../shared/contract/cases.ts';
import type { ExportedCase } from '../../../shared/contract/exportCases.ts';
import { readEvidence } from './evidence.ts';
import type { ImportNotes } from './importNotes.ts';
import { PAUSES_OF_CASE, readPauses } from './pauseTable.ts';

type SummaryRow = {
  source: string;
  source_id: string;
  status: string;
  stage: string | null;
  category_code: string;
  category_name: string;
  title: string;
  address: string | null;
  street: string | null;
  grid: string | null;
  org: string | null;
  channel: string | null;
  requested_at: number;
  updated_at: number | null;
  closed_at: number | null;
  due_at: number | null;
  due_basis: string | null;
  /** A length of time where the upstream gave no moment. */
  due_text: string | null;
  rework: number;
  lon: number | null;
  lat: number | null;
  location_quality: string;
};

type DetailRow = SummaryRow & {
  seq: number;
  description: string | null;
  status_notes: string | null;
  media_url: string | null;
  first_seen: number;
  first_revision: number;
  last_seen: number | null;
  gone_at: number | null;
  original_x: string | null;
  original_y: string | null;
  original_crs: string | null;
  original_times: string;
  has_contact: number;
  pauses: string;
  raw: string;
};

type HistoryRow = { revision: number; at: number; kind: string; changes: string };

/** The stored part of a case's detail. The limits are computed elsewhere, from the pack. */
const StoredDetail = CaseDetail.omit({ limits: true });
const Texts = z.record(z.string(), z.string());

const SUMMARY = `s.id AS source, c.source_id, c.status, c.stage, c.category_code, c.category_name, c.title, c.address,
  c.street, c.grid, c.org, c.channel, c.requested_at, c.updated_at, c.closed_at, c.due_at, c.due_basis,
  CASE WHEN c.upstream_due_at IS NULL THEN c.original_times ->> 'dueAt' END AS due_text, c.rework,
  c.lon, c.lat, c.location_quality`;

export type CaseReader = {
  summaries(seqs: ArrayLike<number>, now: number): CaseSummary[];
  exportRows(seqs: ArrayLike<number>, now: number): ExportedCase[];
  detail(id: string, now: number): Omit<CaseDetail, 'limits'> | null;
};

/** Reads cases for display. Contact data is never selected here, only whether a case has any. */
export function createCaseReader(db: Database, notes: ImportNotes): CaseReader {
  const summary = db.prepare<[number], SummaryRow>(
    `SELECT ${SUMMARY} FROM cases c JOIN sources s ON s.key = c.source WHERE c.seq = ?`,
  );
  const detail = db.prepare<[string, string], DetailRow>(
    `SELECT ${SUMMARY}, c.seq, c.description, c.status_notes, c.media_url, c.first_seen, c.first_revision,
       (SELECT at FROM sightings WHERE seq = c.seq) AS last_seen, c.gone_at,
       c.original_x, c.original_y, c.original_crs, c.original_times, c.raw,
       EXISTS (SELECT 1 FROM contacts WHERE seq = c.seq) AS has_contact, ${PAUSES_OF_CASE} AS pauses
     FROM sources s JOIN cases c ON c.source = s.key WHERE s.id = ? AND c.source_id = ?`,
  );
  const exported = db.prepare<[number], SummaryRow & Pick<DetailRow, 'description'>>(
    `SELECT ${SUMMARY}, c.description FROM cases c JOIN sources s ON s.key = c.source WHERE c.seq = ?`,
  );
  const history = db.prepare<[number], HistoryRow>(
    'SELECT revision, at, kind, changes FROM history WHERE seq = ? ORDER BY id',
  );

  return {
    summaries(seqs, now) {
      const found: CaseSummary[] = [];
      for (let i = 0; i < seqs.length; i++) {
        const row = summary.get(seqs[i] ?? 0);
        if (row !== undefined) found.push(CaseSummary.parse(summaryFields(row, now)));
      }
      return found;
    },
    exportRows(seqs, now) {
      return Array.from(seqs).flatMap((seq) => {
        const row = exported.get(seq);
        if (row === undefined) return [];
        return { ...CaseSummary.parse(summaryFields(row, now)), description: row.description };
      });
    },
    detail(id, now) {
      const colon = id.indexOf(':');
      if (colon < 0) return null;
      const row = detail.get(id.slice(0, colon), id.slice(colon + 1));
      if (row === undefined) return null;
      return StoredDetail.parse({
        ...summaryFields(row, now),
        description: row.description,
        statusNotes: row.status_notes,
        mediaUrl: row.media_url,
        firstSeenAt: row.first_seen,
        lastSeenAt: row.last_seen ?? row.first_seen,
        goneAt: row.gone_at,
        originalLocation:
          row.original_crs === null
            ? null
            : { x: row.original_x ?? '', y: row.original_y ?? '', crs: row.original_crs },
        originalTimes: Texts.parse(JSON.parse(row.original_times)),
        hasContact: row.has_contact === 1,
        history: [
          { at: row.first_seen, revision: row.first_revision, kind: 'first-seen', changes: {} },
          ...history.all(row.seq).map(readHistory),
        ],
        pauses: readPauses(row.pauses),
        importNotes: notes.ofCase(row.seq) ?? undefined,
        raw: readEvidence(row.raw),
      });
    },
  };
}

function readHistory({ revision, at, kind, changes }: HistoryRow) {
  return { revision, at, kind, changes: readEvidence(changes) };
}

function summaryFields(row: SummaryRow, now: number) {
  return {
    id: `${row.source}:${row.source_id}`,
    source: row.source,
    sourceId: row.source_id,
    status: row.status,
    stage: row.stage,
    categoryCode: row.category_code,
    categoryName: row.category_name,
    title: row.title,
    address: row.address,
    street: row.street,
    grid: row.grid,
    org: row.org,
    channel: row.channel,
    requestedAt: row.requested_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    dueAt: row.due_at,
    dueBasis: row.due_basis,
    ...(row.due_text === null || readStatedLimit(row.due_text) === null ? {} : { statedLimit: row.due_text }),
    overdue: isOverdue(row, now),
    rework: row.rework,
    lon: row.lon,
    lat: row.lat,
    locationQuality: row.location_quality,
  };
}

/** Open and past its limit at `now`, or closed after it. A case without closing time, or cancelled (作废), is never late. */
function isOverdue(row: SummaryRow, now: number): boolean {
  if (row.due_at === null) return false;
  if (row.status === 'open') return now > row.due_at;
  return row.stage !== 'cancelled' && row.closed_at !== null && row.closed_at > row.due_at;
}
