import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { UpstreamError } from '../adapter.ts';

/**
 * Parses the address of an upstream. Accepts only http and https, and no user or password: these would appear in logs.
 * Throws UpstreamError('bad-url'), whose message says what to change.
 */
export function checkAddress(text: string): URL {
  const trimmed = text.trim();
  if (trimmed === '') throw badAddress('empty', '');
  if (!URL.canParse(trimmed)) {
    const problem = /^[\w.-]+(:\d+)?(\/|$)/.test(trimmed) ? 'no-scheme' : 'unreadable';
    throw badAddress(problem, safeExcerpt(trimmed));
  }
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw badAddress('protocol', safeExcerpt(trimmed));
  }
  if (url.hostname === '') throw badAddress('no-host', safeExcerpt(trimmed));
  if (url.username !== '' || url.password !== '') {
    throw badAddress('credentials', '');
  }
  return url;
}

/** The part of an address that may appear in a log or an error message: the query string may hold a key. */
export function originAndPath(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function badAddress(problem: UpstreamParameters<'bad-url'>['problem'], address: string): UpstreamError {
  return new UpstreamError('bad-url', { problem, address }, false);
}

function safeExcerpt(text: string): string {
  const plain = text.split('?')[0] ?? '';
  // Never show `user:password@` on the screen.
  const safe = plain.replace(/\/\/[^/@]*@/, '//…@');
  return safe.length > 80 ? `${safe.slice(0, 80)}…` : safe;
}
