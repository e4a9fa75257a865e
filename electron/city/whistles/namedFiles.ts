import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';

/**
 * All files of a whistle with their names: attachments, and files of results, objections and appeals, whose events contain
 * only the hash. A file missing from the table is left out.
 */
export function namedFiles(
  view: Pick<WhistleView, 'files' | 'log'>,
  attachments: Pick<AttachmentTable, 'one'>,
): WhistleView['files'] {
  const all = new Map(view.files.map((file) => [file.hash, file]));
  for (const event of view.log) {
    const { summons, hashes } = filesOfEvent(event);
    for (const hash of hashes) {
      const stored = all.has(hash) ? null : attachments.one(hash);
      if (stored === null) continue;
      const { name, type: mediaType, bytes } = stored;
      all.set(hash, { hash, name, mediaType, bytes, summons, by: event.actor.operator, at: event.at });
    }
  }
  return [...all.values()];
}

function filesOfEvent(event: WhistleEvent): { summons: string | null; hashes: readonly string[] } {
  if (event.type === 'result-submitted') return { summons: event.data.summons, hashes: event.data.files };
  if (event.type === 'objected' || event.type === 'appealed' || event.type === 'exemption-proposed')
    return { summons: event.data.summons, hashes: event.data.evidence };
  return { summons: null, hashes: [] };
}
