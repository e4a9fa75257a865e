import { fileNameFor } from '../../../shared/evidence/fileName.ts';
import { kindOfType } from '../../../shared/evidence/kinds.ts';
import type { StoredAttachment } from '../whistles/attachments.ts';
import { readRange } from './byteRange.ts';
import { contentDisposition } from './contentDisposition.ts';

/** A photo shows people: it must not stay on the disk of a machine after its window was closed. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const;

/** A JPEG that was made of a photo, shown in its place. */
export function previewResponse(jpeg: Uint8Array<ArrayBuffer>, name: string): Response {
  const headers = {
    ...HEADERS,
    'Content-Type': 'image/jpeg',
    'Content-Disposition': contentDisposition('inline', `${name}.jpg`),
  };
  return new Response(jpeg, { headers });
}

/**
 * A stored file, or the bytes of it that the request asks for: a player reads a video piece by piece, and from the middle.
 * Documents are always downloaded: their readers are programs of their own. The name gets the ending of the content where
 * it has another one, so that no system opens the file as what it is not.
 */
export async function fileResponse(found: StoredAttachment, request: Request): Promise<Response> {
  const { file, mediaType, name, hash } = found;
  const kind = kindOfType(mediaType);
  const etag = `"${hash}"`;
  const headers = {
    ...HEADERS,
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition(
      kind === null || kind.group === 'document' ? 'attachment' : 'inline',
      fileNameFor(name, kind),
    ),
  };
  const unless = request.headers.get('if-range');
  const range =
    unless !== null && unless !== etag ? 'whole' : readRange(request.headers.get('range'), file.size);
  if (range === 'outside') {
    await file.close();
    const size = { 'Content-Range': `bytes */${file.size}` };
    return new Response(null, { status: 416, headers: { ...headers, ...size } });
  }
  const { first, last } = range === 'whole' ? { first: 0, last: file.size - 1 } : range;
  return new Response(file.stream(first, last), {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(last - first + 1),
      ...(range === 'whole' ? {} : { 'Content-Range': `bytes ${first}-${last}/${file.size}` }),
    },
  });
}
