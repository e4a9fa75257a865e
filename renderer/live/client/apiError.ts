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
  /** HTTP status; 0 if there was no answer. */
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

/** Errors detected by the window, without a readable answer. */
export function windowError<C extends keyof typeof windowErrors>(
  code: C,
  parameters: ErrorParameters<C>,
  status: number,
): ApiError {
  return new ApiError(sentError(code, parameters), status, null);
}

/** Converts anything thrown; an error other than `ApiError` is a programming error of this window. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : windowError('unexpected', { error: String(error) }, 0);
}
