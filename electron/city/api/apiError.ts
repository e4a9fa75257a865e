import type { SentError } from '../../../shared/contract/common.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { type ErrorCode, type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import type { Thing } from '../../../shared/errors/requests.ts';

/** A failure that is sent to the caller. `shared/errors` has the sentence of each code; `message` is the Chinese one. */
export class ApiError<C extends ErrorCode = ErrorCode> extends CodedError<C> {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 503;
  /** Data that lets a program handle the failure. */
  readonly details: unknown = undefined;
  constructor(status: ApiError['status'], code: C, parameters: ErrorParameters<C>) {
    super(code, parameters);
    this.status = status;
  }
}

const REFUSED = { forbidden: 403, conflict: 409, invalid: 422 } as const;

/** A whistle command that a rule refuses. */
export class CommandRefused extends ApiError<'refused'> {
  override readonly details: { refusal: Refusal };
  constructor(refusal: Refusal) {
    const { rule, message, remedy } = refusal;
    super(REFUSED[refusal.kind], 'refused', { rule, message, remedy });
    this.details = { refusal };
  }
}

/** 404: the request names something that does not exist. */
export function notFound(what: Thing, id: string): ApiError<'not-found'> {
  return new ApiError(404, 'not-found', { what, id });
}

/** The response for a code of `shared/errors`. */
export function errorResponse<C extends ErrorCode>(
  status: number,
  code: C,
  parameters: ErrorParameters<C>,
): Response {
  return sentErrorResponse(status, sentError(code, parameters));
}

/** The response for an error. All failed responses have this form (`ErrorBody`). */
export function sentErrorResponse(status: number, sent: SentError & { details?: unknown }): Response {
  const { code, parameters, message, details } = sent;
  const error = { code, parameters, message, ...(details === undefined ? {} : { details }) };
  return new Response(JSON.stringify({ error }), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(status === 503 || status === 429 ? { 'Retry-After': '2' } : {}),
    },
  });
}
