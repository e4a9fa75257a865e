import { UpstreamError } from '../adapter.ts';
import { originAndPath } from './address.ts';

type FailureKind = { code: string; text: (where: string) => string; retryable: boolean };

const CONNECTION_REFUSED: FailureKind = {
  code: 'refused',
  text: (w) => `${w} 拒绝连接，服务可能没有启动或端口不对。`,
  retryable: true,
};
const UNKNOWN_HOST: FailureKind = {
  code: 'dns',
  text: (w) => `找不到 ${w} 的主机，请检查地址和网络。`,
  retryable: true,
};
const TIMED_OUT: FailureKind = {
  code: 'timeout',
  text: (w) => `${w} 在限定时间内没有答完。`,
  retryable: true,
};
const DISCONNECTED: FailureKind = { code: 'network', text: (w) => `与 ${w} 的连接中断。`, retryable: true };
const CERTIFICATE: FailureKind = {
  code: 'tls',
  text: (w) => `${w} 的证书无法验证，请与对方核对。若证书由本单位自己签发，请在启动时用 --ca 指定其根证书。`,
  retryable: false,
};
const PORT: FailureKind = {
  code: 'bad-url',
  text: (w) => `${w} 的端口不允许访问，请核对地址。`,
  retryable: false,
};
const ABORTED: FailureKind = { code: 'aborted', text: () => '已停止。', retryable: false };

/**
 * Converts a network failure into an UpstreamError for the operator. The message holds no query string and no header.
 */
export function toUpstreamError(error: unknown, url: URL, signal: AbortSignal): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const kind = signal.aborted ? ABORTED : classify(error);
  return new UpstreamError(kind.code, kind.text(originAndPath(url)), kind.retryable);
}

/** The request was aborted because the source was paused or removed, or the program is closing. */
export function abortedError(): UpstreamError {
  return new UpstreamError(ABORTED.code, ABORTED.text(''), ABORTED.retryable);
}

function classify(error: unknown): FailureKind {
  const code = rootCauseCode(error);
  if (code === 'ECONNREFUSED') return CONNECTION_REFUSED;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return UNKNOWN_HOST;
  if (/TIMEOUT|TimeoutError|AbortError|ETIMEDOUT/.test(code)) return TIMED_OUT;
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code)) return CERTIFICATE;
  if (code === 'bad port') return PORT;
  return DISCONNECTED;
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
