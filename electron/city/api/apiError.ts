import type { SentError } from '../../../shared/contract/common.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { type ErrorCode, type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import type { Thing } from '../../../shared/errors/requests.ts';

/** A refusal sent to the caller. The sentence belongs to the code (`shared/errors`); `message` is the Chinese one. */
export class ApiError<C extends ErrorCode = ErrorCode> extends CodedError<C> {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 503;
  /** What a program may go on with. */
  readonly details: unknown = undefined;
  constructor(status: ApiError['status'], code: C, parameters: ErrorParameters<C>) {
    super(code, parameters);
    this.status = status;
  }
}

const REFUSED = { forbidden: 403, conflict: 409, invalid: 422 } as const;

/** A command that a rule of the whistle does not let through. */
export class CommandRefused extends ApiError<'refused'> {
  override readonly details: { refusal: Refusal };
  constructor(refusal: Refusal) {
    const { rule, message, remedy } = refusal;
    super(REFUSED[refusal.kind], 'refused', { rule, message, remedy });
    this.details = { refusal };
  }
}

/** 404 for something that the caller named. */
export function notFound(what: Thing, id: string): ApiError<'not-found'> {
  return new ApiError(404, 'not-found', { what, id });
}

/** An error of the table as an answer. */
export function errorAnswer<C extends ErrorCode>(
  status: number,
  code: C,
  parameters: ErrorParameters<C>,
): Response {
  return sentAnswer(status, sentError(code, parameters), undefined);
}

/** Every failed answer has this shape. */
export function sentAnswer(status: number, sent: SentError, details: unknown): Response {
  const { code, parameters, message } = sent;
  const error = { code, parameters, message, ...(details === undefined ? {} : { details }) };
  return new Response(JSON.stringify({ error }), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(status === 503 ? { 'Retry-After': '2' } : {}),
    },
  });
}
