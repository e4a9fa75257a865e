import { type Http, UpstreamError } from '../adapter.ts';
import { readTime } from '../normalise/time.ts';
import { isRow, textOf } from './fields.ts';
import { parseListResponse } from './listResponse.ts';
import { type Endpoint, listParams, resourceUrl } from './request.ts';

/** The response to one query for cases. */
export type CaseBatch = {
  rows: unknown[];
  /** Ids of the rows that have one. */
  ids: string[];
  requested: number[];
  updated: number[];
  /** The server announces another page. */
  more: boolean;
  serverNow: number | null;
};

/** A truncated response is requested again at once. If it stays unreadable, the time window contains the cause. */
const PARSE_ATTEMPTS = 3;

/** A query that the server rejects (HTTP 4xx), usually because its time window is too long. */
export class RejectedQuery extends UpstreamError<'refused-question'> {
  constructor(status: number, said: string | null) {
    super('refused-question', { status, said }, false);
  }
}

/** Client for the case lists of one Open311 server. */
export class Open311Client {
  private readonly http: Http;
  private readonly endpoint: Endpoint;

  constructor(http: Http, endpoint: Endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /** Fetches one page (from 1) of a list. A 404 is an empty batch where the server uses it so. Throws UpstreamError. */
  async list(params: [string, string][], page: number): Promise<CaseBatch> {
    const { dialect } = this.endpoint;
    const url = resourceUrl(this.endpoint, 'requests', [...params, ...listParams(dialect, page)]);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.requestOnce(url, page);
      } catch (error) {
        const unreadable = error instanceof UpstreamError && /^bad-(json|xml)$/.test(error.code);
        if (!unreadable || attempt >= PARSE_ATTEMPTS) throw error;
      }
    }
  }

  /** Whether the server responds at all. Tells an outage from a window whose data makes the server fail. */
  async isReachable(): Promise<boolean> {
    try {
      const response = await this.http.get(resourceUrl(this.endpoint, 'services', []), this.headers());
      return response.status < 500;
    } catch (error) {
      if (error instanceof UpstreamError && error.code !== 'aborted') return false;
      throw error;
    }
  }

  private async requestOnce(url: string, page: number): Promise<CaseBatch> {
    const { dialect } = this.endpoint;
    const response = await this.http.get(url, this.headers());
    const empty = {
      rows: [],
      ids: [],
      requested: [],
      updated: [],
      more: false,
      serverNow: response.serverNow,
    };
    if (response.status === 304) return empty;
    if (response.status === 404) return this.notFound(response.text, page, empty);
    if (response.status >= 400)
      throw statusError(response.status, errorTextOf(response.text, dialect.format));
    const body = parseListResponse(response, dialect.format);
    if (body.kind === 'error') {
      if (reportsEmptyList(body.text)) return empty;
      throw new UpstreamError('bad-answer', { problem: body.problem, text: body.text }, false);
    }
    return {
      ...empty,
      ...this.idsAndTimes(body.rows),
      rows: body.rows,
      more: 'x-next-page-url' in response.headers,
    };
  }

  private notFound<T>(text: string, page: number, empty: T): T {
    if (this.endpoint.dialect.emptyIs404 || page > 1) return empty;
    const serverError = errorTextOf(text, this.endpoint.dialect.format);
    if (serverError !== null && reportsEmptyList(serverError)) return empty;
    throw new UpstreamError('not-found', { what: 'resource', said: serverError }, false);
  }

  private idsAndTimes(rows: unknown[]): Pick<CaseBatch, 'ids' | 'requested' | 'updated'> {
    const ids: string[] = [];
    const requested: number[] = [];
    const updated: number[] = [];
    const options = { format: 'auto', zone: this.endpoint.zone };
    for (const row of rows) {
      if (!isRow(row)) continue;
      const id = textOf(row, 'service_request_id');
      if (id !== null) ids.push(id);
      const at = readTime(textOf(row, 'requested_datetime'), options);
      if (at !== null) requested.push(at.ms);
      const changed = readTime(textOf(row, 'updated_datetime'), options);
      if (changed !== null) updated.push(changed.ms);
    }
    return { ids, requested, updated };
  }

  private headers(): Record<string, string> {
    return {
      accept: this.endpoint.dialect.format === 'json' ? 'application/json' : 'text/xml, application/xml',
    };
  }
}

/** Error messages by which servers report an empty list: words in this order, whatever stands between them. */
const EMPTY_LIST_MESSAGES = [
  ['no ', 'request', 'found'],
  ['no results'],
  ['invalid page'],
  ['not found with'],
  ['没有', '数据'],
  ['没有', '记录'],
];

function reportsEmptyList(message: string): boolean {
  const text = message.toLowerCase().replaceAll(/\s/g, ' ');
  return EMPTY_LIST_MESSAGES.some((words) => {
    let from = 0;
    return words.every((word) => {
      const at = text.indexOf(word, from);
      from = at + word.length;
      return at >= 0;
    });
  });
}

function statusError(status: number, said: string | null): UpstreamError {
  return status === 401 || status === 403
    ? new UpstreamError('unauthorised', { status, said }, false)
    : new RejectedQuery(status, said);
}

/**
 * The server's error message, also where it is a bare JSON text; null when the body is no error response in either format
 * (e.g. a web server's own 404 page).
 */
function errorTextOf(text: string, format: 'json' | 'xml'): string | null {
  try {
    const body = parseListResponse({ text }, format);
    const isMessage = body.kind === 'error' && (body.problem === 'message' || body.problem === 'value');
    return isMessage ? body.text : null;
  } catch {
    return null;
  }
}
