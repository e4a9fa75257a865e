import { type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import { type AnchorLines, judgeAnchor, sealedText } from '../../../shared/journal/anchor.ts';
import { localDateTime } from '../../../shared/time/zone.ts';
import type { Sealer } from '../store/sealer.ts';

type Code = 'journal-older' | 'journal-rechained' | 'anchor-damaged';
type Found = { [C in Code]: { code: C; parameters: ErrorParameters<C>; message: string } }[Code];

/** What an anchor file says against a journal, and up to which entry it agrees. */
export type FileVerdict = { found: Found[]; holds: number };

/**
 * Compares an anchor file with a journal. Lines of other installations, and lines under this key whose seal is wrong, do
 * not count. Lines under a key that is lost are compared all the same, but cannot accept anything. `sealer` null: no key at
 * hand, lines are taken as they are. `where`: folder of the anchor, empty for the one beside the key. `zone`: of the times.
 */
export function judgeFile(
  lines: AnchorLines,
  journal: { installation: string; head: number; linkAt(pos: number): string | null },
  sealer: Sealer | null,
  where: string,
  zone: string,
): FileVerdict {
  const counting = lines.map((line) => {
    if (line === null || line.installation !== journal.installation) return null;
    if (sealer === null) return line;
    if (line.key !== sealer.keyId) return { ...line, kind: 'head' as const };
    return sealer.text('anchor', sealedText(line)) === line.mac ? line : null;
  });
  const { older, rechained, holds, damaged } = judgeAnchor(counting, journal.head, journal.linkAt);
  const found: Found[] = [];
  if (older !== null) {
    const time = localDateTime(older.at, zone);
    const parameters = { where, anchored: older.anchored, time, holds, head: journal.head };
    found.push(sentError('journal-older', parameters));
  }
  if (rechained !== null) found.push(sentError('journal-rechained', { where, ...rechained }));
  if (damaged > 0) found.push(sentError('anchor-damaged', { where, lines: damaged }));
  return { found, holds };
}
