import { routes } from '../../../shared/contract/routes.ts';
import type { Attachment } from '../../../shared/contract/whistleApi.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { fileNameFor } from '../../../shared/evidence/fileName.ts';
import { kindOfType, MAX_EVIDENCE_BYTES } from '../../../shared/evidence/kinds.ts';
import { recognise } from '../../../shared/evidence/recognise.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { saveFile, showFile } from '../client/saveFile.ts';

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
 * Shows a photo in a tab of its own, or saves any other file. This window fetches the file, because a plain link cannot
 * carry the window's role, and walls receive no photos. @throws ApiError
 */
export async function openAttachment(hash: string, name: string): Promise<void> {
  const { file } = await call(routes.attachment, { id: hash });
  // The desktop opens no window for an address made by a page.
  const mayShow = file.type.startsWith('image/') && location.protocol.startsWith('http');
  if (!mayShow || !showFile(file)) saveFile(file, fileNameFor(name, kindOfType(file.type)));
}
