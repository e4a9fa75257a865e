import { isAscii } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { UpstreamError } from '../adapter.ts';
import { createTextReader } from './decodeText.ts';
import { type Encoding, fromByteOrderMark } from './encoding.ts';
import { EncodingJudge } from './likelihood.ts';
import { separatorOf } from './separators.ts';

export type FileFormat = 'csv' | 'json' | 'ndjson' | 'geojson';
/** `delimiter` is one character; it counts for `csv` only. */
export type Sniffed = { format: FileFormat; encoding: Encoding; delimiter: string };

const CHUNK_BYTES = 1 << 20;
/** The encoding is detected from at most this many bytes: in thirds at the beginning, in the middle and at the end. */
const SNIFF_BYTES = 64 << 20;
/** Of each third at most this many bytes are weighed, which takes a second or two in all. */
const WEIGHED_BYTES = 4 << 20;
const HEAD_BYTES = 64 << 10;

/**
 * Detects format, encoding and delimiter from the content of a file; its name decides only where the content does not.
 * A byte order mark decides the encoding; without one it is the likeliest over the file. GB18030 includes GBK and
 * GB 2312, which spreadsheet programs write on Chinese Windows, as they write Big5 where traditional Chinese is used.
 * Throws `UpstreamError('file-missing')` or `('file-unreadable')`.
 */
export async function sniffFile(path: string): Promise<Sniffed> {
  const { encoding, head } = await sniffEncoding(path);
  const reader = createTextReader(encoding);
  const isCut = head.length === HEAD_BYTES;
  const text = reader.read(head) + (isCut ? '' : reader.end());
  return { format: formatOf(text.trimStart(), path), encoding, delimiter: separatorOf(text, isCut) };
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
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    return { encoding: fromByteOrderMark(head) ?? (await likeliestEncoding(file)), head };
  } catch (error) {
    throw fileError(path, error);
  }
}

async function likeliestEncoding(file: FileHandle): Promise<Encoding> {
  const { size } = await file.stat();
  const parts = stretches(size);
  if (await areUtf8(file, parts)) return 'utf-8';
  const judge = new EncodingJudge();
  for (const part of parts) {
    let weighed = 0;
    for await (const bytes of read(file, part)) {
      // Plain ASCII is the same in all but UTF-16, which has NULs in it.
      if (isAscii(bytes) && !bytes.includes(0)) continue;
      judge.add(bytes);
      weighed += bytes.length;
      if (weighed >= WEIGHED_BYTES) break;
    }
  }
  return judge.likeliest();
}

/** Text in another encoding is hardly ever valid UTF-8 throughout, UTF-16 of Latin letters apart, with its NULs. */
async function areUtf8(file: FileHandle, parts: Stretch[]): Promise<boolean> {
  for (const part of parts) {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    let isStart = part.from > 0;
    for await (const bytes of read(file, part)) {
      if (bytes.includes(0)) return false;
      // A part may begin within a letter.
      const letters = isStart ? bytes.subarray(bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)) : bytes;
      isStart = false;
      try {
        utf8.decode(letters, { stream: true });
      } catch {
        return false;
      }
    }
  }
  return true;
}

/** Yields the bytes of a part of a file; the same memory is used for each piece. */
async function* read(file: FileHandle, { from, to }: Stretch): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, to - from));
  for (let position = from; position < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - position), position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

type Stretch = { from: number; to: number };

/**
 * The parts of a file that are looked at; a small one as a whole. They begin at even places, as the units of UTF-16 do;
 * other letters may be cut where a part begins, which is a few bytes among millions.
 */
function stretches(size: number): Stretch[] {
  if (size <= 3 * WEIGHED_BYTES) return [{ from: 0, to: size }];
  const length = even(Math.min(size, SNIFF_BYTES) / 3);
  return [0, even((size - length) / 2), even(size - length)].map((from) => ({ from, to: from + length }));
}

function even(bytes: number): number {
  return Math.floor(bytes / 2) * 2;
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
