import type { Columns } from '../ports.ts';
import { ApiError } from './apiError.ts';

/** How long a request waits for the columns, ms. Rebuilding a million rows takes a few seconds. */
const READY_TIMEOUT_MS = 8_000;

/**
 * Waits until the columns hold all rows: figures of a partial load would look plausible and be wrong.
 * @throws ApiError 503 if it takes too long, ColumnsFailed (answered with 503) if they could not be built.
 */
export async function whenReady(columns: Columns): Promise<Columns> {
  if (!(await columns.readyWithin(READY_TIMEOUT_MS))) throw new ApiError(503, 'columns-rebuilding', {});
  return columns;
}
