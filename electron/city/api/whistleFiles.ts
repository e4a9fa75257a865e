import { routes } from '../../../shared/contract/routes.ts';
import { type AttachmentRefusal, AttachmentRefused } from '../whistles/attachments.ts';
import { PreviewRefused } from '../whistles/preview/previews.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { fileResponse, previewResponse } from './fileResponse.ts';
import { type Mount, mountJson, mountRaw } from './mount.ts';
import { requireSession, requireSessionUntouched, sessionToken } from './requestSession.ts';
import { createViewTickets } from './viewTickets.ts';
import { refuseStatedWall } from './windowRole.ts';

const STATUS: Record<AttachmentRefusal, 400 | 413 | 415> = {
  'file-too-large': 413,
  'file-empty': 400,
  'file-type': 415,
  'file-legacy': 415,
};

/** Photos and documents of whistles: uploaded before the command that refers to them; signed-in operators may download them. */
export function whistleFiles(mount: Mount, deps: ApiDeps): void {
  const { people, attachments, previews } = deps;
  const tickets = createViewTickets(people);

  mountJson(mount, routes.createAttachment, async ({ query, request, confirm }) => {
    const { operator } = requireSession(people, request);
    if (request.body === null) throw new ApiError(400, 'file-empty', {});
    try {
      return await attachments.save(query.filename, request.body, operator.id, confirm);
    } catch (error) {
      if (!(error instanceof AttachmentRefused)) throw error;
      const { code, parameters }: AttachmentRefused = error;
      throw new ApiError(STATUS[code], code, parameters);
    }
  });

  // Photos show people and documents name them, so a window without an operator does not get them.
  mountRaw(mount, routes.attachment, async ({ id, request }) => {
    requireSession(people, request);
    const found = await attachments.open(id);
    if (found === null) throw notFound('file', id);
    return fileResponse(found, request);
  });

  mountJson(mount, routes.viewTicket, ({ request }) => {
    requireSessionUntouched(people, request);
    return { ticket: tickets.issue(sessionToken(request) ?? '') };
  });

  mountRaw(mount, routes.viewFile, async ({ id, query, request }) => {
    refuseStatedWall(request);
    if (!tickets.isValid(query.ticket)) throw new ApiError(401, 'no-session', {});
    if (query.as === 'preview') {
      const preview = await previews.of(id).catch((error: unknown) => {
        throw error instanceof PreviewRefused ? new ApiError(422, error.code, error.parameters) : error;
      });
      if (preview === null) throw notFound('file', id);
      return previewResponse(preview.jpeg, preview.name);
    }
    const found = await attachments.open(id);
    if (found === null) throw notFound('file', id);
    return fileResponse(found, request);
  });
}
