import { open } from 'node:fs/promises';
import { UpstreamError } from '../adapter.ts';

export type FileFormat = 'csv' | 'json' | 'ndjson' | 'geojson';
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';
export type Sniffed = { format: FileFormat; encoding: Encoding; delimiter: ',' | ';' | '\t' };

const CHUNK_BYTES = 1 << 20;
/** The encoding is detected from at most this many bytes. */
const SNIFF_BYTES = 64 << 20;
const HEAD_CHARS = 64 << 10;

/**
 * Detects format, encoding and delimiter from the content of a file; its name decides only where the content does not.
 * Bytes that are not UTF-8 are taken as GB18030 (which includes GBK and GB2312), which spreadsheet programs write on
 * Chinese Windows.
 * Throws `UpstreamError('file-missing')` or `('file-unreadable')`.
 */
export async function sniffFile(path: string): Promise<Sniffed> {
  const { encoding, head } = await sniffEncoding(path);
  const text = decode(head, encoding).trimStart();
  const format = formatOf(text, path);
  return { format, encoding, delimiter: delimiterOf(text) };
}

/** Label for `TextDecoder`, which removes byte order marks by itself. */
export function decoderLabel(encoding: Encoding): string {
  return encoding === 'utf-8-bom' ? 'utf-8' : encoding;
}

/** Converts a failed file operation into an UpstreamError for the operator. */
export function fileError(path: string, error: unknown): UpstreamError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof UpstreamError) return error;
  if (code === 'ENOENT') return new UpstreamError('file-missing', { path }, true);
  return new UpstreamError('file-unreadable', { path, reason: code }, true);
}

async function sniffEncoding(path: string): Promise<{ encoding: Encoding; head: Buffer }> {
  try {
    await using file = await open(path);
    const buffer = Buffer.alloc(CHUNK_BYTES);
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    let head = Buffer.alloc(0);
    for (let position = 0; position < SNIFF_BYTES; ) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
      if (position === 0) {
        head = Buffer.from(buffer.subarray(0, Math.min(bytesRead, HEAD_CHARS)));
        const declared = fromByteOrderMark(head);
        if (declared !== null) return { encoding: declared, head };
      }
      position += bytesRead;
      if (bytesRead === 0) break;
      try {
        utf8.decode(buffer.subarray(0, bytesRead), { stream: true });
      } catch {
        return { encoding: 'gb18030', head };
      }
    }
    return { encoding: 'utf-8', head };
  } catch (error) {
    throw fileError(path, error);
  }
}

function fromByteOrderMark(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

function decode(head: Buffer, encoding: Encoding): string {
  return new TextDecoder(decoderLabel(encoding)).decode(head, { stream: true });
}

function formatOf(text: string, path: string): FileFormat {
  if (/\.(?:csv|tsv|txt)$/i.test(path) && !/^[[{]/.test(text)) return 'csv';
  if (!/^[[{]/.test(text)) return /\.(?:ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv';
  if (/^\{[^{[]{0,2000}?"type"\s*:\s*"Feature(?:Collection)?"/.test(text) || /\.geojson$/i.test(path)) {
    return looksLikeNdjson(text) ? 'ndjson' : 'geojson';
  }
  return looksLikeNdjson(text) || /\.(?:ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'json';
}

/** A complete object on each of the first two lines means NDJSON, whatever the file name. */
function looksLikeNdjson(text: string): boolean {
  const lines = text.split(/\r?\n/, 3).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.slice(0, 2).every((line) => /^\{.*\}\s*$/.test(line));
}

/** The separator that occurs most often outside quotes in the header line. */
function delimiterOf(text: string): ',' | ';' | '\t' {
  const header = (text.split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((one) => [one, header.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
