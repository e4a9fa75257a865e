import type { SentError } from '../../../shared/contract/common.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { ApiError } from '../api/apiError.ts';
import { StoreError } from '../store/errors.ts';
import { UpstreamError } from '../sync/adapter.ts';

/** Why a file could not be read, as windows are told. */
export function explain(error: unknown): SentError {
  if (error instanceof StoreError || error instanceof UpstreamError) return error.sent;
  if (error instanceof ApiError)
    return { code: error.code, parameters: error.parameters, message: error.message };
  return sentError('import-failed', { error: error instanceof Error ? error.name : 'unknown' });
}
