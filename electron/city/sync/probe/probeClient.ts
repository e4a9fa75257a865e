import { type Http, UpstreamError } from '../adapter.ts';
import { isRow, textOf } from '../open311/fields.ts';
import { type AnswerBody, readAnswer } from '../open311/listResponse.ts';
import { type Pace, paceOf } from './statedRate.ts';

/** The answer to one question of the probe. A failed request is an answer too. */
export type ProbeAnswer = {
  status: number;
  body: AnswerBody | null;
  /** Ids in order; rows without one are not listed. */
  ids: string[];
  rows: Record<string, unknown>[];
  headers: Record<string, string>;
  serverNow: number | null;
  /** Why there is no usable body. */
  problem: string | null;
};

export type Format = 'json' | 'xml';

/** Requests resources under one Open311 base address. */
export class ProbeClient {
  private readonly http: Http;
  private readonly base: string;
  private readonly jurisdiction: string | null;
  /** The slowest pace that any answer stated. */
  pace: Pace | null = null;

  constructor(http: Http, base: string, jurisdiction: string | null) {
    this.http = http;
    this.base = base;
    this.jurisdiction = jurisdiction;
  }

  async ask(resource: string, format: Format, params: [string, string][]): Promise<ProbeAnswer> {
    const all = this.jurisdiction === null ? params : [['jurisdiction_id', this.jurisdiction], ...params];
    const query = all.map(
      ([name, value]) => `${encodeURIComponent(name ?? '')}=${encodeURIComponent(value ?? '')}`,
    );
    const url = `${this.base}/${resource}.${format}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    try {
      const answer = await this.http.get(url, {
        accept: format === 'json' ? 'application/json' : 'text/xml',
      });
      const { status, headers, serverNow } = answer;
      this.notePace(headers);
      const body = readAnswer(answer, format);
      const rows = body.kind === 'rows' ? body.rows.filter(isRow) : [];
      const ids = rows.map((row) => textOf(row, 'service_request_id')).filter((id) => id !== null);
      const problem = body.kind === 'trouble' ? body.text : status >= 400 ? `HTTP ${status}` : null;
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
        problem: error.message,
      };
    }
  }

  private notePace(headers: Record<string, string>): void {
    const pace = paceOf(headers);
    if (pace === null) return;
    const slowest = this.pace?.perMinute ?? Number.POSITIVE_INFINITY;
    if (this.pace === null || (pace.perMinute ?? slowest) < slowest) this.pace = pace;
  }
}

/** After these failures further questions would fail as well. */
const STOP = new Set(['aborted', 'dns', 'refused', 'tls', 'breaker-open', 'bad-url', 'redirect']);
