import type { z } from 'zod';
import { ApiError } from './apiError.ts';
import { fieldErrors } from './fieldErrors.ts';

/** A JSON body of the API holds settings, never data in bulk. */
const MAX_JSON_BYTES = 1_048_576;

/**
 * Reads the query by its schema. An empty value counts as absent, a repeated parameter as a comma list.
 * @throws ApiError 400 naming each field that is wrong.
 */
export function readQuery<S extends z.ZodType>(schema: S, url: URL): z.output<S> {
  const given: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) {
    if (value === '') continue;
    given[name] = name in given ? `${given[name]},${value}` : value;
  }
  const read = schema.safeParse(given, { reportInput: true });
  if (read.success) return read.data;
  throw new ApiError(400, 'bad-query', { fields: fieldErrors(read.error.issues) });
}

/**
 * Reads a JSON body by its schema.
 * @throws ApiError 415 (media type), 413 (size), 400 (not JSON), 422 (JSON that does not fit).
 */
export async function readJson<S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([a-z.+-]+\+)?json\b/i.test(type))
    throw new ApiError(415, 'unsupported-media-type', {});
  const text = await readText(request, MAX_JSON_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'bad-json', {});
  }
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  throw new ApiError(422, 'bad-body', { fields: fieldErrors(read.error.issues) });
}

async function readText(request: Request, limit: number): Promise<string> {
  return (await readBytes(request, limit)).toString('utf8');
}

/** The body as it came, at most `limit` bytes. @throws ApiError 413 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const tooBig = new ApiError(413, 'too-large', { what: 'body', bytes: limit });
  // The header may be absent or wrong. It only avoids reading a body that is too large; the count below decides.
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooBig;
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooBig;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
