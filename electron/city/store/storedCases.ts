import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { StoredCase } from '../../../shared/case/mentioned.ts';
import { CaseStage, CaseStatus, DueBasis, LocationQuality } from '../../../shared/contract/cases.ts';

export type StoredCases = {
  /**
   * Cases of a source as they are stored, contact data included, by their upstream ids. A tombstone is not among them: what
   * it says holds no more. A source that was never saved has none.
   */
  of(source: string, sourceIds: readonly string[]): Map<string, StoredCase>;
  /** Rows of a source as they were received, JSON texts without contact data: those of its highest numbers. */
  recentRows(source: string, limit: number): string[];
};

const Text = z.string().nullable();
const Whole = z.int().nullable();
const Row = z.object({
  ...{ source_id: z.string(), status: CaseStatus, stage: CaseStage.nullable() },
  ...{ category_code: z.string(), category_name: z.string(), title: z.string() },
  ...{ description: Text, address: Text, org: Text, channel: Text, status_notes: Text, media_url: Text },
  ...{ requested_at: z.int(), updated_at: Whole, closed_at: Whole, upstream_due_at: Whole, rework: z.int() },
  ...{ lon: z.number().nullable(), lat: z.number().nullable(), location_quality: LocationQuality },
  ...{ original_x: Text, original_y: Text, original_crs: Text, street: Text, grid: Text },
  ...{ due_at: Whole, due_basis: DueBasis.nullable(), original_times: z.string(), raw: z.string() },
  ...{ absent: z.int(), absent_stage: CaseStage.nullable() },
  ...{
    has_contact: z.int(),
    name: Text,
    phone: Text,
    email: Text,
    home: Text,
    identity: Text,
    original_description: Text,
  },
});
const Times = z.record(z.string(), z.string());

/** Reads cases whole, for lists that mention a part of them. */
export function createStoredCases(db: Database): StoredCases {
  const find = db.prepare<[string, string], unknown>(
    `SELECT c.source_id, c.status, c.stage, c.category_code, c.category_name, c.title, c.description, c.address, c.org,
       c.channel, c.status_notes, c.media_url, c.requested_at, c.updated_at, c.closed_at, c.upstream_due_at, c.rework,
       c.lon, c.lat, c.location_quality, c.original_x, c.original_y, c.original_crs, c.street, c.grid, c.due_at,
       c.due_basis, c.original_times, c.raw,
       k.seq IS NOT NULL AS has_contact, k.name, k.phone, k.email, k.address AS home, k.identity, k.original_description,
       a.seq IS NOT NULL AS absent, a.stage AS absent_stage
     FROM cases c LEFT JOIN contacts k ON k.seq = c.seq LEFT JOIN absences a ON a.seq = c.seq
     WHERE c.source = (SELECT key FROM sources WHERE id = ?) AND c.source_id IN (SELECT value FROM json_each(?)) AND c.gone_at IS NULL`,
  );
  const recent = db
    .prepare<[string, number], string>(
      `SELECT raw FROM cases WHERE source = (SELECT key FROM sources WHERE id = ?) AND gone_at IS NULL
       ORDER BY source_id DESC LIMIT ?`,
    )
    .pluck();
  return {
    recentRows: (source, limit) => recent.all(source, limit),
    of(source, sourceIds) {
      const found = new Map<string, StoredCase>();
      if (sourceIds.length === 0) return found;
      for (const row of find.all(source, JSON.stringify(sourceIds))) {
        const stored = readStored(Row.parse(row));
        found.set(stored.sourceId, stored);
      }
      return found;
    },
  };
}

function readStored(row: z.output<typeof Row>): StoredCase {
  const { original_x: x, original_y: y, original_crs: crs } = row;
  const { name, phone, email, home, identity, original_description: originalDescription } = row;
  return {
    sourceId: row.source_id,
    status: row.status,
    stage: row.stage,
    categoryCode: row.category_code,
    categoryName: row.category_name,
    title: row.title,
    description: row.description,
    address: row.address,
    org: row.org,
    channel: row.channel,
    statusNotes: row.status_notes,
    mediaUrl: row.media_url,
    requestedAt: row.requested_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    upstreamDueAt: row.upstream_due_at,
    rework: row.rework,
    lon: row.lon,
    lat: row.lat,
    locationQuality: row.location_quality,
    originalLocation: crs === null ? null : { x: x ?? '', y: y ?? '', crs },
    originalTimes: Times.parse(JSON.parse(row.original_times)),
    contact:
      row.has_contact === 0 ? null : { name, phone, email, address: home, identity, originalDescription },
    raw: row.raw,
    street: row.street,
    grid: row.grid,
    dueAt: row.due_at,
    dueBasis: row.due_basis,
    absence: row.absent === 0 ? null : { stage: row.absent_stage },
  };
}
