import { type Http, UpstreamError } from '../adapter.ts';
import { readTime } from '../normalise/time.ts';
import { isRow, textOf } from './fields.ts';
import { readAnswer } from './listResponse.ts';
import { type Endpoint, listParams, resourceUrl } from './request.ts';

/** One answered question for cases. */
export type Batch = {
  rows: unknown[];
  /** Of rows that have one. */
  ids: string[];
  requested: number[];
  updated: number[];
  /** The server says that there is another page. */
  more: boolean;
  serverNow: number | null;
};

/** Answers cut off on the way are asked again at once; what stays unreadable is the window's fault. */
const PARSE_TRIES = 3;

/** A question that the server understands but refuses (HTTP 400): too long a window, usually. */
export class RefusedQuestion extends UpstreamError {
  constructor(message: string) {
    super('refused-question', message, false);
  }
}

/** Asks one Open311 server for lists of cases. */
export class Open311Client {
  private readonly http: Http;
  private readonly endpoint: Endpoint;

  constructor(http: Http, endpoint: Endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /** Throws UpstreamError; 404 is an empty batch where it can mean that. */
  async list(params: [string, string][], page: number): Promise<Batch> {
    const { dialect } = this.endpoint;
    const url = resourceUrl(this.endpoint, 'requests', [...params, ...listParams(dialect, page)]);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(url, page);
      } catch (error) {
        const unreadable = error instanceof UpstreamError && /^bad-(json|xml)$/.test(error.code);
        if (!unreadable || attempt >= PARSE_TRIES) throw error;
      }
    }
  }

  /** Whether the server answers at all, asked when a window fails: an outage must not pass for a bad window. */
  async alive(): Promise<boolean> {
    try {
      const answer = await this.http.get(resourceUrl(this.endpoint, 'services', []), this.headers());
      return answer.status < 500;
    } catch (error) {
      if (error instanceof UpstreamError && error.code !== 'aborted') return false;
      throw error;
    }
  }

  private async once(url: string, page: number): Promise<Batch> {
    const { dialect } = this.endpoint;
    const answer = await this.http.get(url, this.headers());
    const empty = { rows: [], ids: [], requested: [], updated: [], more: false, serverNow: answer.serverNow };
    if (answer.status === 304) return empty;
    if (answer.status === 404) return this.notFound(answer.text, page, empty);
    if (answer.status >= 400) throw refusal(answer.status, troubleText(answer.text, dialect.format));
    const body = readAnswer(answer, dialect.format);
    if (body.kind === 'trouble') {
      if (EMPTY_WORDS.test(body.text)) return empty;
      throw new UpstreamError('bad-answer', `对方的应答不是工单列表：${body.text}`, false);
    }
    return {
      ...empty,
      ...this.measure(body.rows),
      rows: body.rows,
      more: 'x-next-page-url' in answer.headers,
    };
  }

  private notFound<T>(text: string, page: number, empty: T): T {
    if (this.endpoint.dialect.emptyIs404 || page > 1) return empty;
    const trouble = troubleText(text, this.endpoint.dialect.format);
    if (trouble !== null && EMPTY_WORDS.test(trouble)) return empty;
    throw new UpstreamError(
      'not-found',
      `对方没有这个地址（HTTP 404）${trouble === null ? '' : `：${trouble}`}，请核对接口地址。`,
      false,
    );
  }

  private measure(rows: unknown[]): Pick<Batch, 'ids' | 'requested' | 'updated'> {
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

/** How servers word an empty list that they report as an error. */
const EMPTY_WORDS = /no\s.*requests?\s.*found|no results|invalid page|not found with|没有.*(数据|记录)/i;

function refusal(status: number, words: string | null): UpstreamError {
  const said = words === null ? '' : `：${words}`;
  return status === 401 || status === 403
    ? new UpstreamError('unauthorised', `对方拒绝访问（HTTP ${status}）${said}。请检查密钥。`, false)
    : new RefusedQuestion(`对方不接受这次查询（HTTP ${status}）${said}`);
}

/** Null when the text is no error answer in either format (a bare 404 page of the web server). */
function troubleText(text: string, format: 'json' | 'xml'): string | null {
  try {
    const body = readAnswer({ text }, format);
    return body.kind === 'trouble' ? body.text : null;
  } catch {
    return null;
  }
}
