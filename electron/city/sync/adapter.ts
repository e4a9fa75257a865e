import type { Mentioned } from '../../../shared/case/mentioned.ts';
import type { NormalisedCase, Refusal } from '../../../shared/case/normalised.ts';
import type { Bbox, LonLat, SentError } from '../../../shared/contract/common.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import type { ConnectionCode, UpstreamParameters } from '../../../shared/errors/upstream/table.ts';

/**
 * The interface between adapters and the syncer. An adapter knows how to page through one kind of upstream and how to
 * read its rows. The syncer decides when to poll and commits what came. An adapter knows no store, no timer and no
 * window.
 */

/** A complete HTTP response. `text` is the decoded body; it is empty for status 304. */
export type HttpResponse = {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  text: string;
  /** The server's clock (Date header), UTC ms; null when the header is absent or unreadable. */
  serverNow: number | null;
  /** The final address, after redirects. */
  url: string;
};

/**
 * HTTP client for upstreams. It applies all limits: rate per host, retries with full jitter, Retry-After, circuit
 * breaker, body size, redirects and timeouts. Resolves with any status below 500 except 429; otherwise rejects with an
 * `UpstreamError`.
 */
export type Http = {
  get(url: string, headers: Record<string, string>): Promise<HttpResponse>;
  post(url: string, headers: Record<string, string>, body: string): Promise<HttpResponse>;
};

/** Why an upstream could not be read. The sentence belongs to the code (`shared/errors/upstream`); `message` is Chinese. */
export class UpstreamError<C extends ConnectionCode = ConnectionCode> extends Error {
  readonly code: C;
  /** As it is sent, kept and shown. */
  readonly sent: SentError;
  readonly retryable: boolean;
  /** No connection was made, so that the server has seen nothing of the request. */
  readonly unsent: boolean;
  constructor(code: C, parameters: UpstreamParameters<C>, retryable: boolean, unsent = false) {
    const sent = upstreamMessage(code, parameters);
    super(sent.message);
    this.name = 'UpstreamError';
    this.code = code;
    this.sent = sent;
    this.retryable = retryable;
    this.unsent = unsent;
  }
}

/** Rows and the cursor that follows them; both are committed in one transaction. */
export type PulledPage = {
  /** Rows as parsed (objects for JSON/XML/CSV); a row that could not even be parsed is `{unparsed: text}`. */
  rows: unknown[];
  /** Opaque to the store; null leaves the stored cursor unchanged. */
  cursor: string | null;
  /**
   * Set on the last page of a full sweep: when the sweep started, on our clock. Cases missing from several sweeps
   * become tombstones.
   */
  sweepStartedAt: number | null;
  /** Server clock minus ours, ms; null when the response has no usable Date header. */
  skewMs: number | null;
  /**
   * What the operator should know although the source works, e.g. a time window that was skipped. Shown until a later page
   * brings other warnings, or an empty list: then none holds any longer.
   */
  warnings?: SentError[];
  /**
   * At the end of a pull of a source whose rows are counted: what is known to be missing (不完整); null: nothing. Absent: the
   * page says nothing of it.
   */
  incomplete?: SentError | null;
};

export type PullContext = {
  http: Http;
  /** The cursor as last committed; null on the first pull. */
  cursor: string | null;
  now(): number;
  /**
   * Upstream ids of cases that are open in the store, least recently checked first. Needed for servers without a
   * «changed since» filter.
   */
  openSourceIds(limit: number): string[];
  pollMs: number;
  /** The password of a source that is not asked over HTTP; absent or null: there is none. Never logged, never in an error. */
  secret?: string | null;
  /** Aborted when the source is paused or removed, or the city closes. */
  signal: AbortSignal;
};

/**
 * The result of reading one row: a normalised case with notes (e.g. «经纬度对调，已纠正»), or the reason why it goes into
 * quarantine. `mentioned`: what the row says of the case, where a list has not all columns; absent: everything.
 */
export type RowReading =
  | { ok: true; case: NormalisedCase; notes: SentError[]; mentioned?: Mentioned }
  | { ok: false; refusal: Refusal };

export type SourceAdapter = {
  /** Yields what changed since the cursor, page by page, until the upstream has no more. Throws UpstreamError. */
  pull(context: PullContext): AsyncIterable<PulledPage>;
  /** Normalises one row. Never throws. */
  read(row: unknown): RowReading;
};

/**
 * What reading a row needs to know of the city: its bounding box, the points that geocoders return for «not found», its
 * IANA time zone.
 */
export type CityContext = { bbox: Bbox; fallbackPoints: LonLat[]; zone: string };
