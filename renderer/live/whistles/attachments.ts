import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { saveFile, showFile } from '../client/saveFile.ts';

/**
 * Shows a photo in a tab of its own, or saves any other file. This window fetches the file, because a plain link cannot
 * carry the window's role, and walls receive no photos. @throws ApiError
 */
export async function openAttachment(hash: string, name: string): Promise<void> {
  const { file } = await call(routes.attachment, { id: hash });
  // The desktop opens no window for an address made by a page.
  const mayShow = file.type.startsWith('image/') && location.protocol.startsWith('http');
  if (!mayShow || !showFile(file)) saveFile(file, name);
}
