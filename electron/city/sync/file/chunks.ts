import { createReadStream } from 'node:fs';
import { createTextReader } from './decodeText.ts';
import type { Encoding } from './encoding.ts';
import { withoutSeparatorLine } from './separators.ts';
import { fileError } from './sniff.ts';

/**
 * Yields the decoded text of a file in chunks, without a byte order mark and without a first line `sep=…`. `onBytes`
 * gets the number of bytes read so far. Letters that are broken become U+FFFD, so that they do not invalidate their row;
 * `onLettersLost` gets their number so far whenever it grew. Throws UpstreamError.
 */
export async function* textChunks(
  path: string,
  encoding: Encoding,
  onBytes: (bytesRead: number) => void,
  onLettersLost: (lettersLost: number) => void = () => undefined,
): AsyncGenerator<string> {
  const reader = createTextReader(encoding);
  let bytesRead = 0;
  let isStart = true;
  let told = 0;
  const finish = (text: string): string => {
    if (reader.lettersLost > told) onLettersLost(reader.lettersLost);
    told = reader.lettersLost;
    if (!isStart || text === '') return text;
    isStart = false;
    return withoutSeparatorLine(text);
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytesRead += chunk.length;
      const text = finish(reader.read(chunk));
      onBytes(bytesRead);
      if (text !== '') yield text;
    }
    const rest = finish(reader.end());
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
