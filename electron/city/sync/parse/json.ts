import { UpstreamError } from '../adapter.ts';
import { repairJson } from './repair.ts';

/** An integer of 16 or more digits in the position of a JSON value: beyond 2^53 it would lose its last digits. */
const LONG_INTEGER = /[:,[\s]-?\d{16,}\s*[,\]}\s]|^\s*-?\d{16,}\s*$/;

/**
 * Parses JSON as upstreams write it: a byte order mark, codes such as `006`, raw line breaks inside strings, and
 * integers beyond 2^53 (kept as text, so that an 18-digit order number keeps all its digits). Throws
 * `UpstreamError('bad-json')`, retryable: the usual cause is a truncated response.
 */
export function parseJson(text: string): unknown {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!LONG_INTEGER.test(body)) {
    try {
      return JSON.parse(body);
    } catch {
      // Not valid JSON; it may be repairable.
    }
  }
  try {
    return JSON.parse(repairJson(body));
  } catch {
    // The engine's message quotes the text, which may hold a citizen's phone number, so it is not shown.
    throw new UpstreamError('bad-json', { characters: body.length }, true);
  }
}

/** Parses one line of NDJSON: the value, or `{unparsed: line}`, so that a bad line becomes one quarantine row. */
export function parseNdjsonLine(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return { unparsed: line };
  }
}

/** Parses NDJSON; blank lines are not rows. */
export function parseNdjson(text: string): unknown[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '' && line !== '\ufeff')
    .map(parseNdjsonLine);
}
