import { routes } from '../../../shared/contract/routes.ts';
import { type AttachmentRefusal, AttachmentRefused } from '../whistles/attachments.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { requireSession } from './requestSession.ts';

const STATUS: Record<AttachmentRefusal, 400 | 413 | 415> = {
  'file-too-large': 413,
  'file-empty': 400,
  'file-type': 415,
};

/** Media types that a window displays. All others are downloaded, PDF too: the browser's PDF viewer is a program of its own. */
const INLINE_TYPES = /^(image|video|audio)\//;

/** Photos and documents of whistles: uploaded before the command that refers to them; signed-in operators may download them. */
export function whistleFiles(mount: Mount, deps: ApiDeps): void {
  const { people, attachments } = deps;

  mountJson(mount, routes.createAttachment, async ({ query, request }) => {
    const { operator } = requireSession(people, request);
    if (request.body === null) throw new ApiError(400, 'file-empty', {});
    try {
      return await attachments.save(query.filename, request.body, operator.id);
    } catch (error) {
      if (!(error instanceof AttachmentRefused)) throw error;
      const { code, parameters }: AttachmentRefused = error;
      throw new ApiError(STATUS[code], code, parameters);
    }
  });

  // Photos show people and documents name them, so a window without an operator does not get them.
  mountRaw(mount, routes.attachment, async ({ id, request }) => {
    requireSession(people, request);
    const found = await attachments.read(id);
    if (found === null) throw notFound('file', id);
    const disposition = INLINE_TYPES.test(found.mediaType) ? 'inline' : 'attachment';
    return new Response(new Uint8Array(found.content), {
      headers: {
        'Content-Type': found.mediaType,
        'Content-Length': String(found.bytes),
        'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        // A photo shows people: it must not stay on the disk of a machine after its window was closed.
        'Cache-Control': 'no-store',
      },
    });
  });
}
