import type { Mentioned } from '../../../shared/case/mentioned.ts';
import { FieldMapping, type SourceConfig } from '../../../shared/contract/sources.ts';
import type { RowReading } from './adapter.ts';
import { createMentionReader } from './normalise/mentions.ts';
import { isObject, valueAt } from './normalise/paths.ts';

/** Stored rows by which the share of rows that have a field is estimated. */
export const ROWS_SAMPLED = 200;
/** A field counts as lost where so many rows without it would come by chance more seldom than this. */
const MAX_CHANCE = 0.01;

/** What Open311 rows say of a case, as `open311/row.ts` reads them; a server need not give all of it. */
const OPEN311 = FieldMapping.parse({
  fields: {
    ...{ id: 'service_request_id', requestedAt: 'requested_datetime', status: 'status' },
    ...{ categoryCode: ['service_code', 'service_name'], categoryName: ['service_name', 'service_code'] },
    ...{ description: ['description', 'detail'], address: ['address', 'address_string'] },
    ...{ org: 'agency_responsible', updatedAt: 'updated_datetime', dueAt: 'expected_datetime' },
    ...{ mediaUrl: 'media_url', statusNotes: 'status_notes' },
    ...{ lat: ['lat', 'latitude'], lon: ['long', 'lon', 'lng', 'longitude'] },
  },
});

/**
 * Notices fields that an upstream gave until now and gives in no row of an answer (a column that it dropped for a day): what is
 * stored of them is kept, as a list with fewer columns keeps it. For one pull.
 */
export type LostFields = {
  /** To be called with the rows of each page before they are read. */
  startPage(rows: readonly unknown[]): void;
  /** A reading of the page with what its row mentions, where the page lacks fields. */
  marked(row: unknown, reading: RowReading): RowReading;
  /** The paths of fields that some page lacked; null where no row came, and nothing is known. */
  found(): readonly string[] | null;
};

/** `recentRows`: rows of the source as they are stored, JSON texts without contact data. */
export function createLostFields(config: SourceConfig, recentRows: () => readonly string[]): LostFields {
  const mapping = mappingOf(config);
  const mentions = mapping === null ? null : createMentionReader(mapping);
  const lost = new Set<string>();
  let hasRows = false;
  let stored: unknown[] | null = null;
  let given: ReadonlySet<string> | null = null;

  function isLost(paths: readonly string[], rows: number): boolean {
    stored ??= recentRows().flatMap(parsed);
    const having = stored.filter((row) => hasAny(row, paths)).length;
    // One more, since few stored rows prove little.
    const lacking = 1 - having / (stored.length + 1);
    return having > 0 && lacking ** rows <= MAX_CHANCE;
  }

  return {
    startPage(rows) {
      given = null;
      if (mentions === null) return;
      const objects = rows.filter(isObject);
      if (objects.length === 0) return;
      hasRows = true;
      const gone = mentions.fields.filter(
        ([, paths]) => !objects.some((row) => hasAny(row, paths)) && isLost(paths, objects.length),
      );
      if (gone.length === 0) return;
      const gonePaths = new Set(gone.flatMap(([, paths]) => paths));
      for (const [, paths] of gone) lost.add(paths[0] ?? '');
      given = new Set(mentions.paths.filter((path) => !gonePaths.has(path)));
    },
    marked(row, reading) {
      if (given === null || mentions === null || !reading.ok) return reading;
      const mentioned: Mentioned = mentions.of(row, given);
      return { ...reading, mentioned };
    },
    found: () => (hasRows ? [...lost] : null),
  };
}

/** Files and exchange databases tell their columns themselves, and a system that calls sends what changed. */
function mappingOf(config: SourceConfig): FieldMapping | null {
  switch (config.kind) {
    case 'open311':
      return OPEN311;
    case 'rest':
      return config.mapping;
    case 'soda':
    case 'arcgis':
    case 'ogc':
    case 'wfs':
    case 'ckan':
      return config.options.mapping;
    default:
      return null;
  }
}

function hasAny(row: unknown, paths: readonly string[]): boolean {
  return paths.some((path) => valueAt(row, path) !== undefined);
}

function parsed(raw: string): unknown[] {
  try {
    return [JSON.parse(raw)];
  } catch {
    // Cut, because it was very long.
    return [];
  }
}
