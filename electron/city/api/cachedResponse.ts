import { createHash } from 'node:crypto';

/**
 * Serves a text that does not change while the service runs: created at the first request and sent with an ETag; 304 when
 * the client has that version already.
 */
export function cachedResponse(create: () => string, type: string): (request: Request) => Response {
  let cached: { bytes: Uint8Array<ArrayBuffer>; etag: string } | null = null;
  return (request) => {
    if (cached === null) {
      const bytes = new TextEncoder().encode(create());
      cached = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
    }
    // After a restart the same URL may serve another pack, so clients revalidate each time, mostly without a body.
    const headers = { ETag: cached.etag, 'Cache-Control': 'private, no-cache' };
    const known = (request.headers.get('if-none-match') ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(cached.etag)) return new Response(null, { status: 304, headers });
    return new Response(cached.bytes, {
      headers: { ...headers, 'Content-Type': type, 'Content-Length': String(cached.bytes.byteLength) },
    });
  };
}
