import type { NormalisedCase, Refusal } from '../../../shared/case/normalised.ts';
import type { Bbox, LonLat } from '../../../shared/contract/common.ts';

/**
 * The seam between «how a kind of upstream is walked and read» (adapters) and «when it is asked and how its answers are
 * committed» (the syncer). An adapter knows no store, no timer and no window.
 */

/** One finished HTTP exchange. `text` is decoded; a 304 has status 304 and an empty text. */
export type HttpAnswer = {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  text: string;
  /** The server's clock (Date header), UTC ms; null when absent or unreadable. */
  serverNow: number | null;
  /** After redirects. */
  url: string;
};

/**
 * Asks an upstream within all limits: rate per host, retries with full jitter, Retry-After, breaker, body and redirect
 * limits, time-outs. Resolves with any status below 500 but 429; rejects with an `UpstreamError` otherwise.
 */
export type Http = {
  get(url: string, headers: Record<string, string>): Promise<HttpAnswer>;
  post(url: string, headers: Record<string, string>, body: string): Promise<HttpAnswer>;
};

/** Why an upstream could not be read. `message` is Chinese, for the operator; `code` is stable. */
export class UpstreamError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  constructor(code: string, message: string, retryable: boolean) {
    super(message);
    this.name = 'UpstreamError';
    this.code = code;
    this.retryable = retryable;
  }
}

/** Something the operator should know of a source that works all the same, e.g. a window that had to be skipped. */
export type SourceNote = { code: string; message: string };

/** Rows to be committed together with the cursor that stands after them. */
export type PulledPage = {
  /** Rows as parsed (objects for JSON/XML/CSV); a row that could not even be parsed is `{unparsed: text}`. */
  rows: unknown[];
  /** Opaque text, committed with the rows; null leaves the cursor as it is. */
  cursor: string | null;
  /** Set on the last page of a full sweep: its start on our clock. Rows unseen in several sweeps become tombstones. */
  sweepStartedAt: number | null;
  /** Server clock minus ours, ms, when the answer told. */
  skewMs: number | null;
  /** Shown beside the source until the next page that brings notes. */
  notes?: SourceNote[];
};

export type PullContext = {
  http: Http;
  /** As last committed; null on the first pull. */
  cursor: string | null;
  now(): number;
  /** Source ids open in the store, oldest check first, for servers without «changed since». */
  openSourceIds(limit: number): string[];
  pollMs: number;
  /** Aborted when the source is paused or removed, or the city closes. */
  signal: AbortSignal;
};

/** What reading one row gives: a case with notes (e.g. «经纬度对调，已纠正»), or a refusal. Never throws. */
export type RowReading =
  | { ok: true; case: NormalisedCase; notes: string[] }
  | { ok: false; refusal: Refusal };

export type SourceAdapter = {
  /** Walks what changed since the cursor. Ends when the upstream has no more; throws UpstreamError. */
  pull(context: PullContext): AsyncIterable<PulledPage>;
  read(row: unknown): RowReading;
};

/** What reading needs to know of the city: where points may lie, and which points mean «not found». */
export type CityFrame = { bbox: Bbox; fallbackPoints: LonLat[]; zone: string };
