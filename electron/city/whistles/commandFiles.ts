import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';
import { unknownFile } from './refusals.ts';

type Known = Pick<AttachmentTable, 'one'>;

/** A refusal if a file of the command is not in the store; null if all are. */
export function checkFiles(command: WhistleCommand, attachments: Known): Refusal | null {
  const missing = filesOf(command).find((hash) => attachments.one(hash) === null);
  return missing === undefined ? null : unknownFile(missing);
}

/** Replaces type and size of an attached file by those detected at the upload, since the sender's may be wrong. */
export function withStoredFile(command: WhistleCommand, attachments: Known): WhistleCommand {
  if (command.type !== 'attach') return command;
  const stored = attachments.one(command.file.hash);
  if (stored === null) return command;
  const { type: mediaType, bytes } = stored;
  return { ...command, file: { ...command.file, mediaType, bytes } };
}

function filesOf(command: WhistleCommand): readonly string[] {
  switch (command.type) {
    case 'attach':
      return [command.file.hash];
    case 'submit-result':
      return command.files;
    case 'object':
    case 'appeal':
    case 'propose-exemption':
      return command.evidence;
    default:
      return [];
  }
}
