import { z } from 'zod';
import type { WriteRule } from '../writeRule.ts';

/** What the body of a response is. `floats`: Float32 little-endian; `columns`: a Timeline; `events`: a stream of CityEvent; `bytes`: a file. */
type Produces = 'json' | 'floats' | 'columns' | 'bytes' | 'events' | 'nothing';
/** What the body of a request must be. `bytes`: any media type, streamed. */
type Consumes = 'nothing' | 'json' | 'bytes';

/**
 * One route of the service. Parameters in `path` are written `:id`. Queries are strict: a misspelt filter is refused,
 * since ignoring it would give a plausible but wrong number.
 */
export type Route<
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** Description in the API document, in Chinese. */
  summary: string;
  query: Q;
  consumes: Consumes;
  body: B;
  produces: Produces;
  response: R;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
  /** Who may use it and how it is recorded; null for a route that only reads. */
  write: WriteRule | null;
};

export const NoQuery = z.strictObject({});
export const NoBody = z.undefined();
export const Nothing = z.undefined();

export function get<const P extends string, Q extends z.ZodType, R extends z.ZodType>(
  path: P,
  summary: string,
  query: Q,
  response: R,
) {
  return {
    method: 'GET',
    path,
    summary,
    query,
    consumes: 'nothing',
    body: NoBody,
    produces: 'json',
    response,
    status: 200,
    write: null,
  } as const satisfies Route;
}

export function post<const P extends string, B extends z.ZodType, R extends z.ZodType>(
  path: P,
  summary: string,
  body: B,
  response: R,
  status: 200 | 201 | 202,
  write: WriteRule,
) {
  return {
    method: 'POST',
    path,
    summary,
    query: NoQuery,
    consumes: body === (NoBody as z.ZodType) ? 'nothing' : 'json',
    body,
    produces: 'json',
    response,
    status,
    write,
  } as const satisfies Route;
}

export function remove<const P extends string>(path: P, summary: string, write: WriteRule) {
  return {
    method: 'DELETE',
    path,
    summary,
    query: NoQuery,
    consumes: 'nothing',
    body: NoBody,
    produces: 'nothing',
    response: Nothing,
    status: 204,
    write,
  } as const satisfies Route;
}
