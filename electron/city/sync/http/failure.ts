import { UpstreamError } from '../adapter.ts';
import { describeAddress } from './address.ts';

type Kind = { code: string; text: (where: string) => string; retryable: boolean };

const REFUSED: Kind = {
  code: 'refused',
  text: (w) => `${w} 拒绝连接，服务可能没有启动或端口不对。`,
  retryable: true,
};
const UNKNOWN_HOST: Kind = {
  code: 'dns',
  text: (w) => `找不到 ${w} 的主机，请检查地址和网络。`,
  retryable: true,
};
const SLOW: Kind = { code: 'timeout', text: (w) => `${w} 在限定时间内没有答完。`, retryable: true };
const CUT: Kind = { code: 'network', text: (w) => `与 ${w} 的连接中断。`, retryable: true };
const CERTIFICATE: Kind = {
  code: 'tls',
  text: (w) => `${w} 的证书无法验证，请与对方核对。若证书由本单位自己签发，请在启动时用 --ca 指定其根证书。`,
  retryable: false,
};
const PORT: Kind = { code: 'bad-url', text: (w) => `${w} 的端口不允许访问，请核对地址。`, retryable: false };
const STOPPED: Kind = { code: 'aborted', text: () => '已停止。', retryable: false };

/** What went wrong below HTTP, as the operator should read it. Never carries query strings or headers. */
export function readFailure(error: unknown, url: URL, signal: AbortSignal): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const kind = signal.aborted ? STOPPED : classify(error);
  return new UpstreamError(kind.code, kind.text(describeAddress(url)), kind.retryable);
}

/** The wait was given up: source paused or removed, program closing. */
export function stopped(): UpstreamError {
  return new UpstreamError(STOPPED.code, STOPPED.text(''), STOPPED.retryable);
}

function classify(error: unknown): Kind {
  const code = deepCode(error);
  if (code === 'ECONNREFUSED') return REFUSED;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return UNKNOWN_HOST;
  if (/TIMEOUT|TimeoutError|AbortError|ETIMEDOUT/.test(code)) return SLOW;
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code)) return CERTIFICATE;
  if (code === 'bad port') return PORT;
  return CUT;
}

/** `fetch` hides the reason one or two causes down, sometimes behind an AggregateError of both address families. */
function deepCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.message === 'bad port') return 'bad port';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return deepCode(error.errors[0]);
  if (error.cause !== undefined) return deepCode(error.cause);
  return error.name;
}
