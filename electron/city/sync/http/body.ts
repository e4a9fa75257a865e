import { UpstreamError } from '../adapter.ts';

/**
 * Reads a response body of at most `maxBytes` (after decompression) and closes the connection beyond that, which bounds
 * memory use. Throws UpstreamError('too-large').
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, which closes the connection.
    if (size > maxBytes) {
      throw new UpstreamError('too-large', { mebibytes: Math.round(maxBytes / 1048576) }, false);
    }
    chunks.push(chunk);
  }
  return join(chunks, size);
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
