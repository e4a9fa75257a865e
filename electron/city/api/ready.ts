import type { Columns } from '../ports.ts';
import { ApiError } from './apiError.ts';

/** How long a request waits for the columns, ms; rebuilding a million rows takes a few seconds. */
const READY_TIMEOUT_MS = 8_000;

/**
 * Waits until the columns hold all rows: figures of a partial load would look plausible and be wrong.
 * @throws ApiError 503 when it takes too long, or when they could not be built.
 */
export async function whenReady(columns: Columns): Promise<Columns> {
  const ready = await columns.readyWithin(READY_TIMEOUT_MS).catch((error: unknown) => {
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
