import type { Timeline } from '../../../shared/contract/timeline.ts';
import { densityCells } from '../../../shared/geo/density.ts';
import type { DensityRaster } from '../../../shared/geo/densityGeometry.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';
import { type Table, UNITS_PER_DEGREE } from './table.ts';

type Part = Omit<Timeline, 'revision'>;

/** Seconds of 32 bits end in 2106. */
const LAST_SECOND = 0xffff_ffff;

/**
 * The cases that contribute to a density surface, with their cells.
 *
 * @param seqs the selected cases in the order of their report
 * @param inside those in the box of the surface
 */
export function heatTimeline(table: Table, seqs: Uint32Array, inside: Mask, raster: DensityRaster): Part {
  const cells = densityCells(table.lon, table.lat, seqs, raster, UNITS_PER_DEGREE);
  let length = 0;
  // Most cases lie outside of a view of one street: what is sent is only what counts.
  const kept = new Uint32Array(seqs.length);
  for (let i = 0; i < cells.length; i++)
    if (cells[i] !== 0) {
      kept[length] = seqs[i]!;
      cells[length++] = 2 * cells[i]! + inside[seqs[i]!]!;
    }
  return { codes: [], seconds: secondsOf(table, kept.subarray(0, length)), keys: cells.slice(0, length) };
}

/** The selected cases with grid and state towards their limit, in the order of their report. */
export function gridTimeline(table: Table, seqs: Uint32Array, { states }: DeadlineInterval): Part {
  const { codes, values } = table.codes.grid;
  const keys = new Uint32Array(seqs.length);
  for (let i = 0; i < seqs.length; i++) keys[i] = (codes[seqs[i]!]! << 3) | states[seqs[i]!]!;
  return { codes: [...values], seconds: secondsOf(table, seqs), keys };
}

function secondsOf({ times: { requestedAt } }: Table, seqs: Uint32Array): Uint32Array {
  const seconds = new Uint32Array(seqs.length);
  for (let i = 0; i < seqs.length; i++)
    seconds[i] = Math.min(LAST_SECOND, Math.max(0, Math.floor(requestedAt[seqs[i]!]! / 1000)));
  return seconds;
}
