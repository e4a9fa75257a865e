import { UpstreamError } from '../adapter.ts';
import { repairJson } from './repair.ts';

/** A whole number of 16 or more digits that stands where JSON allows a value: beyond 2^53 it would lose its end. */
const LONG_INTEGER = /[:,[\s]-?\d{16,}\s*[,\]}\s]|^\s*-?\d{16,}\s*$/;

/**
 * Reads JSON as upstreams write it: a byte order mark, codes such as `006`, raw line breaks inside strings and whole
 * numbers beyond 2^53 (kept as text, so that an 18-digit order number keeps all its digits).
 * Throws `UpstreamError('bad-json')`, retryable: an answer cut off on the way is the usual reason.
 */
export function parseJson(text: string): unknown {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!LONG_INTEGER.test(body)) {
    try {
      return JSON.parse(body);
    } catch {
      // The repair below decides whether it can be read at all.
    }
  }
  try {
    return JSON.parse(repairJson(body));
  } catch {
    // Without the engine's message: it quotes the text, which may hold a citizen's number.
    throw new UpstreamError(
      'bad-json',
      `上游返回的 JSON 不完整或格式有误（共 ${body.length} 字），无法读取`,
      true,
    );
  }
}

/** One line of newline-delimited JSON: the value, or `{unparsed: line}` so that a bad line costs only itself. */
export function parseNdjsonLine(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return { unparsed: line };
  }
}

/** Rows of newline-delimited JSON; blank lines are not rows. */
export function parseNdjson(text: string): unknown[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '' && line !== '\ufeff')
    .map(parseNdjsonLine);
}
