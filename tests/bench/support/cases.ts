import { fileURLToPath } from 'node:url';
import { findPack, readPack } from '../../../electron/city/packs/readPack.ts';
import { readRow } from '../../../electron/city/sync/open311/row.ts';
import { NOTHING_STORED, placeRows } from '../../../electron/city/sync/placeRows.ts';
import { buildCityModel } from '../../../electron/demo/cityModel.ts';
import { rowOf, timeWriter } from '../../../electron/demo/rows.ts';
import { createSimulatedCity } from '../../../electron/demo/simulatedCity.ts';
import type { PlacedCase } from '../../../shared/case/normalised.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The district that all benches are about. */
export function benchPack(): CityPack {
  return readPack(findPack('nanjing-qinhuai', at('build/packs')), at('build/calendars'));
}

/** A service request as the simulated city's interface sends it. */
export type UpstreamRow = ReturnType<typeof rowOf>;

export const PAGE = 1000;
const SEED = 42;
/** The simulated city is asked for this many cases; more are the same ones again, of earlier months. */
const ORIGINALS = 100_000;
/** A little more than the simulated city needs for 100,000 cases, at some 1,400 a weekday and fewer at weekends. */
const ORIGINAL_DAYS = 90;
const DAY = 86_400_000;

/** The newest `n` (at most 100,000) requests of the simulated city as they stand at `now`, oldest first. */
export function upstreamRows(pack: CityPack, n: number, now: number): UpstreamRow[] {
  const time = timeWriter(pack.manifest.zone);
  const rows: UpstreamRow[] = [];
  createSimulatedCity(buildCityModel(pack), SEED, ORIGINAL_DAYS).walk(now, 0, 0, (demo, step) => {
    rows.push(rowOf({ demo, step }, time));
    return true;
  });
  if (rows.length < n) throw new Error(`the simulated city has ${rows.length} cases, not ${n}`);
  return rows.slice(rows.length - n);
}

/**
 * `n` cases, read and placed as the syncer would, in pages of a thousand and oldest first. Beyond 100,000 the same
 * cases come again under ids of their own, some eleven weeks earlier each time.
 */
export function* placedPages(pack: CityPack, n: number, now: number): Generator<PlacedCase[]> {
  const placer = createPlacer(pack);
  const { bbox, fallbackPoints, zone } = pack.manifest;
  const context = { crs: pack.manifest.defaultCrs, zone, city: { bbox, fallbackPoints, zone } };
  const readings = upstreamRows(pack, Math.min(n, ORIGINALS), now).map((row) => readRow(row, context));
  const originals = placeRows({ store: NOTHING_STORED, placer }, 'bench', readings, now).map((outcome) => {
    if (!outcome.ok) throw new Error(`a simulated row was refused: ${outcome.refusal.reason}`);
    return outcome.case;
  });
  const rounds = Math.ceil(n / originals.length);
  const span = Math.ceil((now - (originals[0]?.requestedAt ?? now)) / DAY) * DAY;
  let page: PlacedCase[] = [];
  for (let round = 0; round < rounds; round++) {
    const back = (rounds - 1 - round) * span;
    for (const row of originals.slice(0, n - round * originals.length)) {
      page.push(rounds === 1 ? row : earlier(row, `${round}-${row.sourceId}`, back));
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

function earlier(row: PlacedCase, sourceId: string, ms: number): PlacedCase {
  const shifted = (time: number | null) => (time === null ? null : time - ms);
  return {
    ...row,
    sourceId,
    requestedAt: row.requestedAt - ms,
    updatedAt: shifted(row.updatedAt),
    closedAt: shifted(row.closedAt),
    upstreamDueAt: shifted(row.upstreamDueAt),
    dueAt: shifted(row.dueAt),
  };
}
