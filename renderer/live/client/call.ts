import { ErrorBody } from '../../../shared/contract/common.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { UPLOAD_SLICE_HEADER } from '../../../shared/contract/uploadSlice.ts';
import { WINDOW_ROLE_HEADER, WINDOW_TICKET_HEADER } from '../../../shared/contract/windowRole.ts';
import { ApiError, windowError } from './apiError.ts';
import { browserId, sessionToken, windowRole, windowTicket } from './identity.ts';
import { lockReading } from './readLock.ts';
import type { RequestOf, ResponseOf } from './request.ts';
import { sendInSlices } from './sendInSlices.ts';
import { urlOf } from './url.ts';

/** A request without its types: what `RequestOf` allows for any route. */
type AnyRequest = {
  id?: string | number;
  query?: object;
  body?: unknown;
  signal?: AbortSignal;
};

/**
 * Sends a request to the service. The contract types its parameters and its response; the response is validated against
 * it.
 * @throws ApiError; an abort keeps its own AbortError
 */
export async function call<R extends Route>(
  route: R,
  request: RequestOf<R> & { readonly signal?: AbortSignal },
): Promise<ResponseOf<R>> {
  const answer = await sendRequest(route, request as AnyRequest);
  if (!answer.ok) throw await errorFrom(answer);
  return (await readResponse(route, answer)) as ResponseOf<R>;
}

/**
 * Map data may arrive after figures and lists. A browser opens six connections per host, which all windows share, so
 * urgent requests must not queue behind rasters.
 */
const LOW_PRIORITY: ReadonlySet<Route> = new Set([
  routes.heat,
  routes.heatTimeline,
  routes.gridCounts,
  routes.gridTimeline,
  routes.points,
  routes.histogram,
  routes.basemapTile,
]);

async function sendRequest(route: Route, { id, query, body, signal }: AnyRequest): Promise<Response> {
  const headers = new Headers({ [WINDOW_ROLE_HEADER]: windowRole() });
  if (inShell()) {
    const ticket = await windowTicket();
    if (ticket !== null) headers.set(WINDOW_TICKET_HEADER, ticket);
  }
  const token = sessionToken();
  if (token !== null) headers.set('X-Session', token);
  const browser = browserId();
  if (browser !== null) headers.set('X-Browser', browser);
  const init: RequestInit & { priority: 'low' | 'high' } = {
    method: route.method,
    headers,
    priority: LOW_PRIORITY.has(route) ? 'low' : 'high',
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
  };
  if (route.consumes === 'bytes') {
    // Sent unchanged: the browser streams it from disk; the shell receives it in slices.
    headers.set('content-type', 'application/octet-stream');
    init.body = body as Blob;
  } else if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(body);
  }
  const url = urlOf(route, { ...(id === undefined ? {} : { id }), ...(query && { query }) });
  try {
    if (route.consumes !== 'bytes' || !inShell()) return await fetch(url, init);
    return await sendInSlices(body as Blob, (bytes, slice) => {
      headers.set(UPLOAD_SLICE_HEADER, slice);
      return fetch(url, { ...init, body: bytes });
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw windowError('unreachable', {}, 0);
  }
}

/** Whether this page runs in the shell, whose preload script exposes a bridge. */
function inShell(): boolean {
  return Reflect.has(globalThis, 'citywhistleHost');
}

async function readResponse(route: Route, answer: Response): Promise<unknown> {
  const { headers } = answer;
  if (route.produces === 'bytes') return { file: await readBody(answer, () => answer.blob()), headers };
  if (route.produces === 'floats' || route.produces === 'columns')
    return { bytes: await readBody(answer, () => answer.arrayBuffer()), headers };
  const body: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  const parsed = route.response.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw windowError('bad-answer', { where }, answer.status);
}

async function readBody<T>(answer: Response, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw windowError('cut-off', {}, answer.status);
  }
}

async function errorFrom(answer: Response): Promise<ApiError> {
  const parsed = ErrorBody.safeParse(await answer.json().catch(() => null));
  if (parsed.success) {
    const { details, ...sent } = parsed.data.error;
    if (sent.code === 'sign-in-required') lockReading();
    return new ApiError(sent, answer.status, details ?? null);
  }
  if (answer.status === 401) return windowError('unauthorised', {}, 401);
  return windowError('http', { status: answer.status }, answer.status);
}
