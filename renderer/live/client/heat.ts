import type { Bbox } from '../../../shared/contract/common.ts';
import { HEAT_HEADERS } from '../../../shared/contract/figures.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { windowError } from './apiError.ts';
import { call } from './call.ts';
import type { QueryOf } from './request.ts';

/** Request for a density surface: a box, its size in cells, the smoothing radius in metres. */
export type Raster = { bbox: Bbox; width: number; height: number; radius: number };

/** Cases per km², rows from north. */
export type Heat = {
  density: Float32Array;
  width: number;
  height: number;
  max: number;
  /** Cases in the box. */
  count: number;
  revision: number;
};

/** The density raster of `/api/heat`; refuses an answer that has not exactly width × height values. @throws ApiError */
export async function callHeat(
  query: QueryOf<typeof routes.heat> & { width: number; height: number },
  signal: AbortSignal,
): Promise<Heat> {
  const { bytes, headers } = await call(routes.heat, { query, signal });
  const { width, height } = query;
  if (bytes.byteLength !== width * height * 4) throw windowError('bad-answer', { where: 'density' }, 200);
  return {
    density: new Float32Array(bytes),
    width,
    height,
    max: numberIn(headers, HEAT_HEADERS.max),
    count: numberIn(headers, HEAT_HEADERS.count),
    revision: numberIn(headers, HEAT_HEADERS.revision),
  };
}

function numberIn(headers: Headers, name: string): number {
  const value = Number(headers.get(name));
  return Number.isFinite(value) ? value : 0;
}
