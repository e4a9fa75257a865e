import { getBlob } from './client.ts';
import { attachmentPath } from './whistleRoutes.ts';

/** How long a tab has to take the picture over, ms; then this window lets go of its copy. */
const HANDED_OVER_MS = 60_000;

/**
 * Shows a photo in a tab of its own, or saves any other file. Fetched by this window: a plain link could not say that it
 * is a desk's, and a wall is given no photos. @throws ApiError
 */
export async function openAttachment(hash: string, name: string): Promise<void> {
  const blob = await getBlob(attachmentPath(hash));
  const address = URL.createObjectURL(blob);
  // The desktop opens no window for an address made by a page.
  const shown = blob.type.startsWith('image/') && location.protocol.startsWith('http');
  if (!shown || window.open(address, '_blank') === null) saveAs(address, name);
  setTimeout(() => URL.revokeObjectURL(address), HANDED_OVER_MS);
}

/** Hands an address made by this page to the browser to be saved under a name. */
function saveAs(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
