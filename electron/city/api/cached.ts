import { createHash } from 'node:crypto';

/** A text that stays the same while the service runs: made once, answered with an ETag, 304 when it is known. */
export function cachedAnswer(make: () => string, type: string): (request: Request) => Response {
  let made: { bytes: Uint8Array<ArrayBuffer>; etag: string } | null = null;
  return (request) => {
    if (made === null) {
      const bytes = new TextEncoder().encode(make());
      made = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
    }
    // Same address, other pack after a restart: hence always asked again, but mostly answered without a body.
    const headers = { ETag: made.etag, 'Cache-Control': 'private, no-cache' };
    const known = (request.headers.get('if-none-match') ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(made.etag)) return new Response(null, { status: 304, headers });
    return new Response(made.bytes, {
      headers: { ...headers, 'Content-Type': type, 'Content-Length': String(made.bytes.byteLength) },
    });
  };
}
