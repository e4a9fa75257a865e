import { createHash } from 'node:crypto';
import type { Attachment } from '../../../shared/contract/whistleApi.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { fileNameFor } from '../../../shared/evidence/fileName.ts';
import { EVIDENCE, MAX_EVIDENCE_BYTES } from '../../../shared/evidence/kinds.ts';
import { recognise } from '../../../shared/evidence/recognise.ts';
import type { Clock } from '../ports.ts';
import type { AttachmentFiles, OpenAttachment } from '../store/attachmentFiles.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';

/** A file that is not taken. */
export class AttachmentRefused<C extends AttachmentRefusal = AttachmentRefusal> extends CodedError<C> {}
export type AttachmentRefusal = 'file-too-large' | 'file-empty' | 'file-type' | 'file-legacy';

/** A stored file, opened. */
export type StoredAttachment = Attachment & { file: OpenAttachment };

/** Photos and documents of whistles, stored under their hash. */
export type Attachments = {
  /**
   * The name keeps the ending that it has, right or wrong. `confirm` is called before the file is kept, and throws if it may
   * not be. @throws AttachmentRefused
   */
  save(name: string, body: ReadableStream<Uint8Array>, by: string, confirm: () => void): Promise<Attachment>;
  /** Null if it is unknown, or its content no longer matches its hash. */
  open(hash: string): Promise<StoredAttachment | null>;
};

export function createAttachments(table: AttachmentTable, files: AttachmentFiles, clock: Clock): Attachments {
  return {
    async save(name, body, by, confirm) {
      const bytes = await readBody(body);
      confirm();
      const found = recognise(bytes);
      if (found === 'legacy') throw new AttachmentRefused('file-legacy', {});
      if (found === null) throw new AttachmentRefused('file-type', {});
      const { mediaType } = EVIDENCE[found];
      const hash = createHash('sha256').update(bytes).digest('hex');
      // The file is written before the row: a kill in between leaves an unused file, never a row without a file.
      await files.write(hash, bytes);
      const record = { id: hash, name: fileNameFor(name, null), type: mediaType, bytes: bytes.length };
      table.save({ ...record, at: clock.now(), by });
      return { hash, name: record.name, mediaType, bytes: bytes.length };
    },
    async open(hash) {
      const record = table.one(hash);
      const file = record === null ? null : await files.open(hash);
      if (record === null || file === null) return null;
      return { hash, name: record.name, mediaType: record.type, bytes: record.bytes, file };
    },
  };
}

async function readBody(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_EVIDENCE_BYTES)
      throw new AttachmentRefused('file-too-large', { bytes: MAX_EVIDENCE_BYTES });
    chunks.push(chunk);
  }
  if (size === 0) throw new AttachmentRefused('file-empty', {});
  return Buffer.concat(chunks);
}
