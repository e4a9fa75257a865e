import type { Columns } from '../ports.ts';
import { ApiError } from './apiError.ts';

/** A rebuild of a million rows takes a few seconds; longer than this nobody waits for an answer. */
const PATIENCE_MS = 8_000;

/**
 * Waits until the columns hold the rows, since figures of half a city would look right and be wrong.
 * @throws ApiError 503 when it takes too long, or when they could not be built.
 */
export async function whenReady(columns: Columns): Promise<Columns> {
  const ready = await isReady(columns, PATIENCE_MS).catch((error: unknown) => {
    throw new ApiError(
      503,
      'columns-failed',
      error instanceof Error ? error.message : '案件索引建立失败',
      undefined,
    );
  });
  if (!ready) throw new ApiError(503, 'columns-rebuilding', '案件索引正在建立，请稍候再试', undefined);
  return columns;
}

/** True when the columns are ready within `ms`. */
export async function isReady(columns: Columns, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([columns.ready.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}
