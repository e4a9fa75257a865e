import { routes } from '../../../shared/contract/routes.ts';
import { type AttachmentRefusal, AttachmentRefused } from '../whistles/attachments.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { requireSession } from './sessionOf.ts';

const STATUS: Record<AttachmentRefusal, 400 | 413 | 415> = {
  'file-too-large': 413,
  'file-empty': 400,
  'file-type': 415,
};

/** Shown inside a window; everything else is only saved. PDF too: the viewer of a browser is a program of its own. */
const SHOWN = /^(image|video|audio)\//;

/** Photos and documents: up before the command that names them, down for whoever is signed in. */
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

  // Photos show people, documents name them: unlike the whistle itself they are not for a wall without an operator.
  mountRaw(mount, routes.attachment, async ({ id, request }) => {
    requireSession(people, request);
    const found = await attachments.read(id);
    if (found === null) throw notFound('file', id);
    const disposition = SHOWN.test(found.mediaType) ? 'inline' : 'attachment';
    return new Response(new Uint8Array(found.content), {
      headers: {
        'Content-Type': found.mediaType,
        'Content-Length': String(found.bytes),
        'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        // Named by its content: it never changes.
        'Cache-Control': 'private, max-age=31536000, immutable',
      },
    });
  });
}
