import type { SentError } from '../../../shared/contract/common.ts';
import { type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import type { windowErrors } from '../../../shared/errors/host.ts';

/**
 * A request that was refused or could not be made. `code` is stable. The operator reads it through `useErrorText`, in
 * their own language; `message` is the Chinese sentence.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly parameters: SentError['parameters'];
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly details: unknown;
  constructor(sent: SentError, status: number, details: unknown) {
    super(sent.message);
    this.name = 'ApiError';
    this.code = sent.code;
    this.parameters = sent.parameters;
    this.status = status;
    this.details = details;
  }
}

/** What the window found itself, without a readable answer. */
export function windowError<C extends keyof typeof windowErrors>(
  code: C,
  parameters: ErrorParameters<C>,
  status: number,
): ApiError {
  return new ApiError(sentError(code, parameters), status, null);
}

/** Anything that was thrown; what is no `ApiError` is a fault of this window. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : windowError('unexpected', { error: String(error) }, 0);
}
