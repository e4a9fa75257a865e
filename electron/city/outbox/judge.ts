import type { SentError } from '../../../shared/contract/common.ts';
import type { ActionTemplate } from '../../../shared/contract/writeBack.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { maskPhones } from '../../../shared/privacy/contactNumbers.ts';
import { type HttpResponse, UpstreamError } from '../sync/adapter.ts';
import { textValue, valueAt } from '../sync/normalise/paths.ts';
import { isRow, textOf } from '../sync/open311/fields.ts';
import { type ListResponse, parseListResponse } from '../sync/open311/listResponse.ts';
import { readServerMessage } from '../sync/open311/serverMessage.ts';
import { parseJson } from '../sync/parse/json.ts';

/**
 * What an answer means. `later`: it was not done, and can be done later. `unclear`: it may have been done. `token`: it was done,
 * and its number is asked for by this token.
 */
export type Verdict =
  | { kind: 'done'; upstreamId: string | null }
  | { kind: 'token'; token: string }
  | { kind: 'refused' | 'later' | 'unclear'; error: SentError };

/** The longest number of an upstream that is kept. */
const MAX_NUMBER = 200;

/** Judges the answer to a write by its template. */
export function judgeAnswer(response: HttpResponse, template: ActionTemplate): Verdict {
  const { status } = response;
  const { success, messagePath, idPath } = template;
  const early = judgeStatus(response);
  if (early !== null && !success.statuses.includes(status)) return early;
  const body = bodyOf(response.text);
  const said = () => saidOf(body, messagePath);
  if (!success.statuses.includes(status)) return status < 300 ? unclear(status) : refused(status, said());
  if (success.path !== null) {
    const value = textValue(valueAt(body, success.path));
    // A gateway's own page or a cut answer says nothing of the upstream.
    if (value === null) return unclear(status);
    if (!success.values.some((one) => String(one) === value)) return refused(status, said());
  }
  const id = idPath === null ? null : textValue(valueAt(body, idPath));
  return { kind: 'done', upstreamId: id?.slice(0, MAX_NUMBER) ?? null };
}

/** Judges the answer to an order by GeoReport v2: `[{service_request_id}]`, or `[{token}]`; errors as every server writes them. */
export function judgeOrder(response: HttpResponse, format: 'json' | 'xml'): Verdict {
  const { status } = response;
  const early = judgeStatus(response);
  if (early !== null) return early;
  const read = listOf(response, format);
  if (status >= 300) return refused(status, read?.kind === 'error' ? masked(read.text) : null);
  if (read === null) return unclear(status);
  // An error in an answer of success: the standard wants a status for it, and some servers send 200.
  if (read.kind === 'error')
    return read.problem === 'message' ? refused(status, masked(read.text)) : unclear(status);
  const [row] = read.rows;
  if (!isRow(row)) return unclear(status);
  const id = textOf(row, 'service_request_id');
  if (id !== null) return { kind: 'done', upstreamId: id.slice(0, MAX_NUMBER) };
  const token = textOf(row, 'token');
  return token === null ? unclear(status) : { kind: 'token', token: token.slice(0, MAX_NUMBER) };
}

/** The number given for a token, or why there is none yet. */
export function judgeToken(
  response: HttpResponse,
  format: 'json' | 'xml',
): { number: string } | { error: SentError } {
  const { status } = response;
  if (status === 401 || status === 403) return numberNotAsked(upstreamMessage('write-key', { status }));
  const read = listIn(response, format);
  const said = read !== null && 'text' in read ? masked(read.text) : null;
  if (status >= 300) return numberNotAsked(refused(status, said).error);
  if (read instanceof UpstreamError) return numberNotAsked(read.sent);
  if (read?.kind === 'error')
    return numberNotAsked(upstreamMessage('bad-answer', { problem: read.problem, text: masked(read.text) }));
  const [row] = read?.kind === 'rows' ? read.rows : [];
  const number = isRow(row) ? textOf(row, 'service_request_id') : null;
  if (number !== null) return { number: number.slice(0, MAX_NUMBER) };
  return { error: upstreamMessage('write-no-number', {}) };
}

/** An order was taken, and the question for its number failed. */
export function numberNotAsked(cause: SentError): { error: SentError } {
  return { error: upstreamMessage('write-number', { cause }) };
}

/** Whether a message arrived, by the answer to the question for it; null: the answer does not tell. */
export function judgeReadBack(
  response: HttpResponse,
  template: ActionTemplate,
  values: readonly string[],
): boolean | null {
  const { success, readBack } = template;
  if (readBack === null || response.status !== 200) return null;
  const body = bodyOf(response.text);
  if (body === undefined) return null;
  if (success.path !== null) {
    const code = textValue(valueAt(body, success.path));
    if (code === null || !success.values.some((one) => String(one) === code)) return null;
  }
  const found = textValue(valueAt(body, readBack.valuePath));
  return found !== null && values.some((one) => one.trim() === found);
}

/** What follows from the status alone, whatever the body; null: nothing. */
function judgeStatus({ status }: HttpResponse): Verdict | null {
  if (status === 401 || status === 403)
    return { kind: 'later', error: upstreamMessage('write-key', { status }) };
  // The server gave up while it read the request, or a cache in between sent it back.
  if (status === 408 || status === 425) return unclear(status);
  if (status >= 300 && status < 400)
    return { kind: 'refused', error: upstreamMessage('write-moved', { status }) };
  return null;
}

function refused(status: number, said: string | null): { kind: 'refused'; error: SentError } {
  return { kind: 'refused', error: upstreamMessage('write-refused', { status, said }) };
}

function unclear(status: number): Verdict {
  return { kind: 'unclear', error: upstreamMessage('write-answer', { status }) };
}

/** Undefined where it is no JSON. */
function bodyOf(text: string): unknown {
  try {
    return text.trim() === '' ? null : parseJson(text);
  } catch {
    return undefined;
  }
}

/** Null where it is empty or cannot be read. */
function listOf(response: HttpResponse, format: 'json' | 'xml'): ListResponse | null {
  const read = listIn(response, format);
  return read instanceof UpstreamError ? null : read;
}

/** Null where it is empty, or why it cannot be read. */
function listIn(response: HttpResponse, format: 'json' | 'xml'): ListResponse | UpstreamError | null {
  try {
    return response.text.trim() === '' ? null : parseListResponse(response, format);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

/** Where answers say why, if the template does not say it. */
const USUAL = ['msg', 'message', 'errorMessage', 'error.message', 'error_description', 'detail', 'reason'];

function saidOf(body: unknown, path: string | null): string | null {
  for (const one of path === null ? USUAL : [path, ...USUAL]) {
    const text = textValue(valueAt(body, one));
    if (text !== null) return masked(text);
  }
  const text = readServerMessage(body);
  return text === null ? null : masked(text);
}

/** The words of the upstream, which may quote what a citizen said. */
function masked(text: string): string {
  return maskPhones(text.replaceAll('\n', ' ')).slice(0, 200);
}
