import { UpstreamError } from '../adapter.ts';

/**
 * Parses the address of an upstream. Accepts only http and https, and no user or password: these would appear in logs.
 * Throws UpstreamError('bad-url'), whose message says what to change.
 */
export function checkAddress(text: string): URL {
  const trimmed = text.trim();
  if (trimmed === '') throw badAddress('地址是空的，请填写以 http:// 或 https:// 开头的接口地址。');
  if (!URL.canParse(trimmed)) {
    const hint = /^[\w.-]+(:\d+)?(\/|$)/.test(trimmed)
      ? `是不是少了开头的 https:// ？`
      : '请检查是否有空格或多余的字符。';
    throw badAddress(`地址「${safeExcerpt(trimmed)}」无法识别，${hint}`);
  }
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw badAddress(`地址「${safeExcerpt(trimmed)}」不是 http:// 或 https:// 开头，其他协议不受支持。`);
  }
  if (url.hostname === '') throw badAddress(`地址「${safeExcerpt(trimmed)}」缺少主机名。`);
  if (url.username !== '' || url.password !== '') {
    throw badAddress('地址里不能带用户名或口令，请改用密钥设置。');
  }
  return url;
}

/** The part of an address that may appear in a log or an error message: the query string may hold a key. */
export function originAndPath(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function badAddress(message: string): UpstreamError {
  return new UpstreamError('bad-url', message, false);
}

function safeExcerpt(text: string): string {
  const plain = text.split('?')[0] ?? '';
  // Never show `user:password@` on the screen.
  const safe = plain.replace(/\/\/[^/@]*@/, '//…@');
  return safe.length > 80 ? `${safe.slice(0, 80)}…` : safe;
}
