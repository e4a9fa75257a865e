import type { SentError } from '../../../../shared/contract/common.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { type Http, UpstreamError } from '../adapter.ts';
import { isRow, textOf } from '../open311/fields.ts';
import { type ListResponse, parseListResponse } from '../open311/listResponse.ts';
import { rateFromHeaders, type StatedRate } from './statedRate.ts';

/** The result of one probe request; a failed request is a result too. */
export type ProbeResponse = {
  status: number;
  body: ListResponse | null;
  /** Ids of the rows that have one, in order. */
  ids: string[];
  rows: Record<string, unknown>[];
  headers: Record<string, string>;
  serverNow: number | null;
  /** Why there is no usable body; null when there is one. */
  problem: SentError | null;
};

export type Format = 'json' | 'xml';

/** Requests resources of one Open311 base address. */
export class ProbeClient {
  private readonly http: Http;
  private readonly base: string;
  private readonly jurisdiction: string | null;
  /** The lowest rate that any response stated. */
  statedRate: StatedRate | null = null;

  constructor(http: Http, base: string, jurisdiction: string | null) {
    this.http = http;
    this.base = base;
    this.jurisdiction = jurisdiction;
  }

  async request(resource: string, format: Format, params: [string, string][]): Promise<ProbeResponse> {
    const all = this.jurisdiction === null ? params : [['jurisdiction_id', this.jurisdiction], ...params];
    const query = all.map(
      ([name, value]) => `${encodeURIComponent(name ?? '')}=${encodeURIComponent(value ?? '')}`,
    );
    const url = `${this.base}/${resource}.${format}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    try {
      const response = await this.http.get(url, {
        accept: format === 'json' ? 'application/json' : 'text/xml',
      });
      const { status, headers, serverNow } = response;
      this.recordRate(headers);
      const body = parseListResponse(response, format);
      const rows = body.kind === 'rows' ? body.rows.filter(isRow) : [];
      const ids = rows.map((row) => textOf(row, 'service_request_id')).filter((id) => id !== null);
      const problem =
        body.kind === 'error'
          ? bodyProblem(body)
          : status >= 400
            ? upstreamMessage('probe-status', { status })
            : null;
      return { status, body, ids, rows, headers, serverNow, problem };
    } catch (error) {
      if (!(error instanceof UpstreamError) || STOP.has(error.code)) throw error;
      return {
        status: 0,
        body: null,
        ids: [],
        rows: [],
        headers: {},
        serverNow: null,
        problem: error.sent,
      };
    }
  }

  private recordRate(headers: Record<string, string>): void {
    const rate = rateFromHeaders(headers);
    if (rate === null) return;
    const slowest = this.statedRate?.perMinute ?? Number.POSITIVE_INFINITY;
    if (this.statedRate === null || (rate.perMinute ?? slowest) < slowest) this.statedRate = rate;
  }
}

/** The server's own message where it has one. */
function bodyProblem({ problem, text }: Extract<ListResponse, { kind: 'error' }>): SentError {
  return problem === 'message'
    ? upstreamMessage('probe-message', { text })
    : upstreamMessage('bad-answer', { problem, text });
}

/** After these failures every further request would fail too. */
const STOP = new Set([
  ...['aborted', 'dns', 'refused', 'tls', 'breaker-open', 'bad-url', 'redirect'],
  ...['host-not-allowed', 'address-refused'],
]);
