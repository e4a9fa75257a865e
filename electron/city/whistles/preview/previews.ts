import { CodedError } from '../../../../shared/errors/codedError.ts';
import { kindOfType } from '../../../../shared/evidence/kinds.ts';
import { createSerialQueue } from '../../journal/serialQueue.ts';
import type { Logger } from '../../ports.ts';
import type { PreviewFiles } from '../../store/previewFiles.ts';
import type { Attachments } from '../attachments.ts';
import { makeJpeg } from './makeJpeg.ts';
import type { PreviewFailure } from './protocol.ts';

/** A photo that cannot be shown; the file itself can be downloaded. */
export class PreviewRefused extends CodedError<'no-preview'> {}

/** A JPEG of a photo, with the name of the photo. */
export type Preview = { jpeg: Uint8Array<ArrayBuffer>; name: string };

/** JPEGs of photos that browsers cannot show (HEIC). Each is made once, and one at a time. */
export type Previews = {
  /** Null if the photo is unknown, damaged, or needs none. @throws PreviewRefused */
  of(hash: string): Promise<Preview | null>;
  /** Ends what is being made. */
  close(): void;
};

/** Failures that are remembered: the same bytes fail again. */
const MAX_FAILED = 1000;

export function createPreviews(parts: {
  attachments: Attachments;
  files: PreviewFiles;
  workerUrl: URL;
  logger: Logger;
}): Previews {
  const { attachments, files, workerUrl, logger } = parts;
  const failed = new Map<string, PreviewFailure>();
  const underway = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const queue = createSerialQueue();
  const closing = new AbortController();

  async function make(hash: string): Promise<Uint8Array<ArrayBuffer>> {
    const failure = failed.get(hash);
    if (failure !== undefined) throw new PreviewRefused('no-preview', { reason: failure });
    const stored = await attachments.open(hash);
    if (stored === null) throw new PreviewRefused('no-preview', { reason: 'unreadable' });
    const made = await makeJpeg(workerUrl, await stored.file.readAll(), closing.signal);
    if ('jpeg' in made) {
      await files.write(hash, made.jpeg);
      return made.jpeg;
    }
    const { failure: reason } = made;
    logger.warn({ file: hash.slice(0, 12), reason }, 'No preview of a photo');
    // A slow machine may be idle the next time.
    if (reason !== 'too-slow' && failed.size < MAX_FAILED) failed.set(hash, reason);
    throw new PreviewRefused('no-preview', { reason });
  }

  function makeOnce(hash: string): Promise<Uint8Array<ArrayBuffer>> {
    const same = underway.get(hash);
    if (same !== undefined) return same;
    const next = queue.run(() => make(hash)).finally(() => underway.delete(hash));
    underway.set(hash, next);
    return next;
  }

  return {
    async of(hash) {
      const stored = await attachments.open(hash);
      if (stored === null) return null;
      await stored.file.close();
      const { name, mediaType } = stored;
      if (kindOfType(mediaType)?.shown !== 'preview') return null;
      return { jpeg: (await files.read(hash)) ?? (await makeOnce(hash)), name };
    },
    close: () => closing.abort(),
  };
}
