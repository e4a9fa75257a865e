import { z } from 'zod';
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
 * stored of them is kept, as a list with fewer columns keeps it. For one pull, or one push.
 */
export type LostFields = {
  /** To be called with the rows of each page before they are read. */
  startPage(rows: readonly unknown[]): void;
  /** A reading of the page with what its row mentions, where the page lacks fields. */
  marked(row: unknown, reading: RowReading): RowReading;
  /** The paths of fields that some page lacked; null where no row came, and nothing is known. */
  found(): readonly string[] | null;
};

/**
 * What is known of a source whose rows come a few at a time (推送): `lost` fields stay lost until a row has them again;
 * `lacking`: how many rows came since a field was last there, and the share of rows that lacked it before. Both by the first
 * path of the field.
 */
export const LostMemory = z.object({
  lost: z.array(z.string()).default([]),
  lacking: z.record(z.string(), z.object({ rows: z.number(), share: z.number() })).default({}),
});
export type LostMemory = z.infer<typeof LostMemory>;

/**
 * `recentRows`: rows of the source as they are stored, JSON texts without contact data. `memory`: of the pushes before, brought
 * up to date by `startPage`; null for a source that is asked, whose answers are long enough each.
 */
export function createLostFields(
  config: SourceConfig,
  recentRows: () => readonly string[],
  memory: LostMemory | null,
): LostFields {
  const mapping = mappingOf(config);
  const mentions = mapping === null ? null : createMentionReader(mapping);
  const lost = new Set<string>();
  let hasRows = false;
  let stored: unknown[] | null = null;
  let given: ReadonlySet<string> | null = null;

  /** Share of the stored rows that lack a field; null where none has it. */
  function shareLacking(paths: readonly string[]): number | null {
    stored ??= recentRows().flatMap(parsed);
    const having = stored.filter((row) => hasAny(row, paths)).length;
    if (having === 0) return null;
    // A push may be a single row, which proves little by its number. A sender that leaves out what is empty has done so before.
    if (memory !== null && having === stored.length) return 0;
    // One more, since few stored rows prove little.
    return 1 - having / (stored.length + 1);
  }

  /** Whether a field is lost that these rows lack. */
  function isLost(paths: readonly string[], rows: number): boolean {
    const name = paths[0] ?? '';
    if (memory?.lost.includes(name) === true) return true;
    const before = memory?.lacking[name] ?? { rows: 0, share: shareLacking(paths) };
    if (before.share === null) return false;
    const run = { rows: before.rows + rows, share: before.share };
    const isIt = run.share ** run.rows <= MAX_CHANCE;
    if (memory !== null) {
      memory.lacking[name] = run;
      if (isIt) memory.lost.push(name);
    }
    return isIt;
  }

  function isGiven(paths: readonly string[], rows: readonly unknown[]): boolean {
    if (!rows.some((row) => hasAny(row, paths))) return false;
    if (memory !== null) {
      const name = paths[0] ?? '';
      memory.lost = memory.lost.filter((one) => one !== name);
      delete memory.lacking[name];
    }
    return true;
  }

  return {
    startPage(rows) {
      given = null;
      if (mentions === null) return;
      const objects = rows.filter(isObject);
      if (objects.length === 0) return;
      hasRows = true;
      const gone = mentions.fields.filter(
        ([, paths]) => !isGiven(paths, objects) && isLost(paths, objects.length),
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

/** Files and exchange databases tell their columns themselves. */
function mappingOf(config: SourceConfig): FieldMapping | null {
  switch (config.kind) {
    case 'open311':
      return OPEN311;
    case 'rest':
    case 'push':
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
