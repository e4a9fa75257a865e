import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import type { CaseBatch, Open311Client } from './client.ts';
import { type Axis, SECOND, spanParams } from './span.ts';

/** Rows on both sides of a border must stand further from it than the margins of a query reach. */
const LEAST_GAP_MS = 4 * SECOND;

/**
 * Whether the rows of a window are all that it has, where they are too few to tell by their number: the window is asked for
 * again in two parts, each with some of the rows. A limit that has cut off the whole cuts off no part without giving a row
 * that was not seen before. `unclear`: the rows cannot be parted, or the server gives rows from outside of a part. Throws
 * UpstreamError.
 */
export async function checkFewRows(
  batch: CaseBatch,
  axis: Axis,
  window: { from: number; to: number },
  deps: { client: Open311Client; dialect: DialectRecord; zone: string },
): Promise<'all' | 'cut' | 'unclear'> {
  const parts = partsAround(batch[axis], batch.rows.length, window);
  if (parts === null) return 'unclear';
  const seen = new Set(batch.ids);
  let isOutside = false;
  for (const part of parts) {
    const answer = await deps.client.list(spanParams(axis, part, deps.dialect, deps.zone, part.tight), 1);
    if (answer.ids.some((id) => !seen.has(id))) return 'cut';
    isOutside ||= answer[axis].some((at) => at < part.from - SECOND || at > part.to + SECOND);
  }
  return isOutside ? 'unclear' : 'all';
}

/**
 * Two parts of a window with rows at `times`: on both sides of the widest gap; of a single row, before and after its second,
 * within which nothing can be asked (`tight`). Null where the rows cannot be parted. UTC ms.
 */
export function partsAround(
  times: readonly number[],
  rows: number,
  window: { from: number; to: number },
): { from: number; to: number; tight: boolean }[] | null {
  const inside = times.filter((at) => at >= window.from && at <= window.to);
  const [only] = inside;
  const second = Math.floor((only ?? 0) / SECOND) * SECOND;
  const border = rows === 1 ? null : widestGap(inside);
  if (border === null && (rows !== 1 || only === undefined)) return null;
  const [end, start] = border === null ? [second, second + SECOND] : [border, border];
  const tight = border === null;
  return [
    { from: window.from, to: end, tight },
    { from: start, to: window.to, tight },
  ].filter(({ from, to }) => from < to);
}

/** The middle of the widest gap between times, in whole seconds; null where none is wide enough. UTC ms. */
export function widestGap(times: readonly number[]): number | null {
  const sorted = times.toSorted((a, b) => a - b);
  let widest = LEAST_GAP_MS;
  let border: number | null = null;
  for (const [index, at] of sorted.entries()) {
    const gap = at - (sorted[index - 1] ?? at);
    if (gap < widest) continue;
    widest = gap;
    border = Math.floor((at - gap / 2) / SECOND) * SECOND;
  }
  return border;
}
