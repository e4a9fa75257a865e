import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { routes } from '../../../shared/contract/routes.ts';
import type { Attachment, ViewTicket } from '../../../shared/contract/whistleApi.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { fileNameFor } from '../../../shared/evidence/fileName.ts';
import { kindOfType, MAX_EVIDENCE_BYTES } from '../../../shared/evidence/kinds.ts';
import { recognise } from '../../../shared/evidence/recognise.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { operatorQuery } from '../client/routeQuery.ts';
import { saveFile } from '../client/saveFile.ts';
import { useSession } from '../client/session.ts';
import { urlOf } from '../client/url.ts';

/**
 * Stores a photo or document; a command then names it by its sum. What the service would not take is refused here, before
 * minutes go into sending it. @throws ApiError
 */
export async function storeFile(file: File): Promise<Attachment> {
  await refuseUntaken(file);
  return call(routes.createAttachment, { query: { filename: file.name }, body: file });
}

async function refuseUntaken(file: File): Promise<void> {
  const { size } = file;
  if (size === 0) throw new ApiError(sentError('file-empty', {}), 0, null);
  if (size > MAX_EVIDENCE_BYTES)
    throw new ApiError(sentError('file-too-large', { bytes: MAX_EVIDENCE_BYTES }), 0, null);
  const found = recognise(new Uint8Array(await file.arrayBuffer()));
  if (found === 'legacy') throw new ApiError(sentError('file-legacy', {}), 0, null);
  if (found === null) throw new ApiError(sentError('file-type', {}), 0, null);
}

/**
 * Saves a file under its name. This window fetches it, because a plain link cannot carry the window's role.
 * @throws ApiError
 */
export async function downloadAttachment(hash: string, name: string): Promise<void> {
  const { file } = await call(routes.attachment, { id: hash });
  saveFile(file, fileNameFor(name, kindOfType(file.type)));
}

/** With it photos and players fetch files by themselves. Each operator gets another one; it ends with the session. */
export function useViewTicket(): UseQueryResult<z.output<typeof ViewTicket>> {
  const since = useSession((session) => session.info?.since ?? null);
  const operator = useSession((session) => session.info?.operator ?? null);
  return useQuery({
    ...operatorQuery(routes.viewTicket, {}, `${operator} ${since}`),
    enabled: operator !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Address of a file for a photo or a player. `as`: the file itself, or a JPEG made of it. */
export function viewAddress(hash: string, ticket: string, as: 'file' | 'preview'): string {
  return urlOf(routes.viewFile, { id: hash, query: { ticket, as } });
}
