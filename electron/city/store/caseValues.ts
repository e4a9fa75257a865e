import type { PlacedCase } from '../../../shared/case/normalised.ts';
import { hashValues } from './caseHash.ts';

/**
 * The columns of `cases` that come from a received row, in binding order. Insert, update, comparison and hash share this
 * list, so that none of them can omit a field. The last two hold the row as received (evidence) and are not hashed: a
 * different time format, or a change in a field that is not used, does not change the case.
 */
export const VALUE_COLUMNS = [
  'source_id',
  'status',
  'stage',
  'category_code',
  'category_name',
  'title',
  'description',
  'address',
  'org',
  'channel',
  'status_notes',
  'media_url',
  'requested_at',
  'updated_at',
  'closed_at',
  'upstream_due_at',
  'rework',
  'lon',
  'lat',
  'location_quality',
  'original_x',
  'original_y',
  'original_crs',
  'street',
  'grid',
  'due_at',
  'due_basis',
  'original_times',
  'raw',
] as const;

const HASHED_COLUMNS = VALUE_COLUMNS.length - 2;

/** The same columns under the field names of the contract: `source_id` is `sourceId`. */
const VALUE_FIELDS = VALUE_COLUMNS.map((column) =>
  column.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase()),
);

/** The texts covered by the search: as columns for reading, as fields for detecting a change. */
export const SEARCHED_SELECT = 'title, description, address, category_name, source_id, org';
/** How many of the first among them are free text, in which persons may be named. */
export const FREE_TEXTS = 3;
export const SEARCHED_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'address',
  'categoryName',
  'sourceId',
  'org',
]);

export type CaseValues = (string | number | null)[];

/** Writes the row's values into `into`, which is reused for every row to avoid allocating an array each time. */
export function fillValues(into: CaseValues, row: PlacedCase): void {
  into[0] = row.sourceId;
  into[1] = row.status;
  into[2] = row.stage;
  into[3] = row.categoryCode;
  into[4] = row.categoryName;
  into[5] = row.title;
  into[6] = row.description;
  into[7] = row.address;
  into[8] = row.org;
  into[9] = row.channel;
  into[10] = row.statusNotes;
  into[11] = row.mediaUrl;
  into[12] = row.requestedAt;
  into[13] = row.updatedAt;
  into[14] = row.closedAt;
  into[15] = row.upstreamDueAt;
  into[16] = row.rework;
  into[17] = row.lon;
  into[18] = row.lat;
  into[19] = row.locationQuality;
  const location = row.originalLocation;
  into[20] = location === null ? null : location.x;
  into[21] = location === null ? null : location.y;
  into[22] = location === null ? null : location.crs;
  into[23] = row.street;
  into[24] = row.grid;
  into[25] = row.dueAt;
  into[26] = row.dueBasis;
  into[27] = JSON.stringify(row.originalTimes);
  into[28] = row.raw;
}

/** Hash over all columns but the evidence. */
export function hashOfValues(values: ArrayLike<unknown>): number {
  return hashValues(values, HASHED_COLUMNS);
}

/** Changed fields: name → [before, after]. */
type Changes = Record<string, [unknown, unknown]>;

/** The fields in which two versions of a case differ. Evidence is not compared. */
export function changesBetween(before: CaseValues, after: CaseValues): Changes {
  const changes: Changes = {};
  for (let i = 0; i < HASHED_COLUMNS; i++) {
    const field = VALUE_FIELDS[i];
    if (field !== undefined && before[i] !== after[i]) changes[field] = [before[i] ?? null, after[i] ?? null];
  }
  return changes;
}
