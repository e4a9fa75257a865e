import { createHash } from 'node:crypto';
import type { Attachment } from '../../../shared/contract/whistleApi.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import type { Clock } from '../ports.ts';
import type { AttachmentFiles } from '../store/attachmentFiles.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';
import { detectFileType } from './fileType.ts';

/** A phone's photo has 3–8 MB, a scanned contract up to 20 MB. */
export const MAX_BYTES = 25 * 1024 * 1024;

/** A file that is not taken. */
export class AttachmentRefused<C extends AttachmentRefusal = AttachmentRefusal> extends CodedError<C> {}
export type AttachmentRefusal = 'file-too-large' | 'file-empty' | 'file-type';

/** Photos and documents of whistles, stored under their hash. */
export type Attachments = {
  /** @throws AttachmentRefused */
  save(name: string, body: ReadableStream<Uint8Array>, by: string): Promise<Attachment>;
  /** Null if it is unknown, or its content no longer matches its hash. */
  read(hash: string): Promise<(Attachment & { content: Buffer }) | null>;
};

export function createAttachments(table: AttachmentTable, files: AttachmentFiles, clock: Clock): Attachments {
  return {
    async save(name, body, by) {
      const bytes = await readBody(body);
      const found = detectFileType(bytes);
      if (found === null) throw new AttachmentRefused('file-type', {});
      const hash = createHash('sha256').update(bytes).digest('hex');
      // The file is written before the row: a kill in between leaves an unused file, never a row without a file.
      await files.write(hash, bytes);
      const record = {
        id: hash,
        name: safeFileName(name),
        type: found.type,
        bytes: bytes.length,
        at: clock.now(),
        by,
      };
      table.save(record);
      const { type: mediaType } = found;
      return { hash, name: record.name, mediaType, bytes: bytes.length };
    },
    async read(hash) {
      const record = table.one(hash);
      if (record === null) return null;
      const content = await files.read(hash);
      if (content === null || createHash('sha256').update(content).digest('hex') !== hash) return null;
      return { hash, name: record.name, mediaType: record.type, bytes: record.bytes, content };
    },
  };
}

async function readBody(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new AttachmentRefused('file-too-large', { bytes: MAX_BYTES });
    chunks.push(chunk);
  }
  if (size === 0) throw new AttachmentRefused('file-empty', {});
  return Buffer.concat(chunks);
}

/** The last part of a path, without control characters. */
function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{C}/gu, '').trim().slice(0, 200) || '未命名';
}
