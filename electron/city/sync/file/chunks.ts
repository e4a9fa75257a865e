import { createReadStream } from 'node:fs';
import { decoderLabel, type Encoding, fileError } from './sniff.ts';

/**
 * Yields the decoded text of a file in chunks; `onBytes` gets the number of bytes read so far. Bytes that are invalid
 * in the encoding become U+FFFD, so that a broken character does not invalidate its row. Throws UpstreamError.
 */
export async function* textChunks(
  path: string,
  encoding: Encoding,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(decoderLabel(encoding));
  let bytesRead = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytesRead += chunk.length;
      const text = decoder.decode(chunk, { stream: true });
      onBytes(bytesRead);
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Yields the lines of a chunked text, without line terminators. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}
