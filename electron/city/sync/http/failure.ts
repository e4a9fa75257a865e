import { UpstreamError } from '../adapter.ts';
import { originAndPath } from './address.ts';

/** Converts a network failure into an UpstreamError for the operator. The message holds no query string and no header. */
export function toUpstreamError(error: unknown, url: URL, signal: AbortSignal): UpstreamError {
  const own = ownError(error);
  if (own !== null) return own;
  return signal.aborted ? abortedError() : classify(rootCauseCode(error), originAndPath(url));
}

/** The request was aborted because the source was paused or removed, or the program is closing. */
export function abortedError(): UpstreamError {
  return new UpstreamError('aborted', {}, false);
}

function classify(code: string, address: string): UpstreamError {
  const unsent = NO_CONNECTION.has(code);
  if (code === 'ECONNREFUSED') return new UpstreamError('refused', { address }, true, unsent);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new UpstreamError('dns', { address }, true, unsent);
  if (/TIMEOUT|TimeoutError|AbortError|ETIMEDOUT/.test(code))
    return new UpstreamError('timeout', { address }, true, unsent);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code))
    return new UpstreamError('tls', { address }, false, !code.includes('EPROTO'));
  if (code === 'bad port') return new UpstreamError('bad-url', { problem: 'port', address }, false, true);
  return new UpstreamError('network', { address }, true, unsent);
}

/** Codes of a connection that was never made. */
const NO_CONNECTION = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'],
]);

/** The error of the resolver (reach.ts), which `fetch` passes on as a cause. */
function ownError(error: unknown): UpstreamError | null {
  if (error instanceof UpstreamError) return error;
  return error instanceof Error && error.cause !== undefined ? ownError(error.cause) : null;
}

/** `fetch` nests the error code one or two causes deep, sometimes in an AggregateError of both address families. */
function rootCauseCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.message === 'bad port') return 'bad port';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return rootCauseCode(error.errors[0]);
  if (error.cause !== undefined) return rootCauseCode(error.cause);
  return error.name;
}
