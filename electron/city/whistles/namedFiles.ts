import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { AttachmentTable } from '../store/attachmentTable.ts';

/**
 * Every file of a whistle by its name: what was attached, and what came with results and objections, whose events name
 * it by its sum alone. A file that is no longer known is left out; its sum still stands in the log.
 */
export function namedFiles(
  view: Pick<WhistleView, 'files' | 'log'>,
  attachments: Pick<AttachmentTable, 'one'>,
): WhistleView['files'] {
  const all = new Map(view.files.map((file) => [file.hash, file]));
  for (const event of view.log) {
    const { summons, hashes } = broughtBy(event);
    for (const hash of hashes) {
      const stored = all.has(hash) ? null : attachments.one(hash);
      if (stored === null) continue;
      const { name, type: mediaType, bytes } = stored;
      all.set(hash, { hash, name, mediaType, bytes, summons, by: event.actor.operator, at: event.at });
    }
  }
  return [...all.values()];
}

function broughtBy(event: WhistleEvent): { summons: string | null; hashes: readonly string[] } {
  if (event.type === 'result-submitted') return { summons: event.data.summons, hashes: event.data.files };
  if (event.type === 'objected') return { summons: event.data.summons, hashes: event.data.evidence };
  return { summons: null, hashes: [] };
}
