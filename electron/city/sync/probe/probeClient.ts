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
  /** The body holds nothing at all, so that it tells no format either. */
  isBlank: boolean;
  /** The server was too busy, failed or asked for a login: the question may be answered another time, and nothing follows. */
  isUndecided: boolean;
};

/** The server stopped answering in the middle of a probe: what was seen until then proves nothing. */
export class ProbeCutShort extends Error {
  readonly sent: SentError;
  constructor(sent: SentError) {
    super(sent.message);
    this.name = 'ProbeCutShort';
    this.sent = sent;
  }
}

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

  /** One answer; one that breaks off is asked for once more, as only its body shows that. */
  async request(resource: string, format: Format, params: [string, string][]): Promise<ProbeResponse> {
    const response = await this.requestOnce(resource, format, params);
    const isBroken = /^bad-(?:json|xml)$/.test(response.problem?.code ?? '');
    return isBroken ? this.requestOnce(resource, format, params) : response;
  }

  private async requestOnce(
    resource: string,
    format: Format,
    params: [string, string][],
  ): Promise<ProbeResponse> {
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
      const isBlank = response.text.trim() === '';
      return { status, body, ids, rows, headers, serverNow, problem, isBlank, isUndecided: false };
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
        isBlank: true,
        isUndecided: UNDECIDED.has(error.code),
      };
    }
  }

  /**
   * Asks a question that the server may refuse for its own sake. A failure counts as such a refusal only if the plain list is
   * answered each time in between. Throws ProbeCutShort.
   */
  async ask(format: Format, params: [string, string][]): Promise<ProbeResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.request('requests', format, params);
      if (!response.isUndecided || params.length === 0) return orCut(response);
      if (response.problem?.code === 'rate-limited') throw cutShort(response);
      orCut(await this.request('requests', format, []));
      if (attempt >= ASKED_AGAIN) return response;
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

/** How often a question that fails is asked, before the failure is taken for its answer. */
const ASKED_AGAIN = 3;

/** Failures that may pass. */
const UNDECIDED = new Set([
  ...['rate-limited', 'server-error', 'html', 'timeout', 'network', 'bad-json', 'bad-xml', 'too-large'],
]);

function orCut(response: ProbeResponse): ProbeResponse {
  if (response.isUndecided) throw cutShort(response);
  return response;
}

export function cutShort({ problem }: ProbeResponse): ProbeCutShort {
  return new ProbeCutShort(problem ?? upstreamMessage('probe-no-response', {}));
}

/** After these failures every further request would fail too. */
const STOP = new Set([
  ...['aborted', 'dns', 'refused', 'tls', 'breaker-open', 'bad-url', 'redirect'],
  ...['host-not-allowed', 'address-refused'],
]);
