/** A refusal sent to the caller: `code` is stable and English, `message` is Chinese, for the operator. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 503;
  readonly code: string;
  readonly details: unknown;
  constructor(status: ApiError['status'], code: string, message: string, details: unknown) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** 404 for something that the caller named. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(404, 'not-found', `没有这个${what}：${id}`, undefined);
}

/** Every failed answer has this shape. */
export function errorAnswer(status: number, code: string, message: string, details: unknown): Response {
  const body = JSON.stringify({ error: { code, message, ...(details === undefined ? {} : { details }) } });
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(status === 503 ? { 'Retry-After': '2' } : {}),
    },
  });
}
