import { type AnchorLine, sealedText } from '../../../shared/journal/anchor.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Sealer } from '../store/sealer.ts';
import type { SealTable } from '../store/sealTable.ts';
import { type AnchorFile, anchorFile } from './anchorFile.ts';
import { type FileVerdict, judgeFile } from './judgeFile.ts';

/** A folder outside of the database to which the end of the journal is written. */
export type Anchor = {
  /** The folder as it was given; empty: the one beside the key. */
  where: string;
  /** Compares what is new in the file with the journal, then adds the journal's end if it has moved. Never rejects. */
  visit(): Promise<void>;
  /** At the next visit what does not agree is settled, and a file that is gone is begun again. */
  accept(): void;
  /** Why it is not written: its file is gone, or an error of the system (its code); null if it is. */
  trouble(): { gone: true } | { gone: false; detail: string } | null;
};

export type AnchorParts = {
  where: string;
  dir: string;
  installation: string;
  sealer: Sealer;
  journal: Pick<SealTable, 'sealedHead' | 'linkAt'>;
  clock: Clock;
  zone: string;
  logger: Logger;
  /** Whether this folder is known to have held the file: then a missing one is not begun by itself. */
  isKnown(): boolean;
  /** What the file says against the journal. */
  onFound(found: FileVerdict['found']): void;
  /** The file is there, or has been begun. */
  onReached(): void;
  /** The trouble has begun or ended. */
  onChange(): void;
};

/** A medium that does not answer for this long is told of, ms: a share whose server is gone can hang for minutes. */
const SILENT_MS = 10_000;

export function createAnchor(parts: AnchorParts): Anchor {
  const { where, installation, sealer, journal, clock } = parts;
  const file: AnchorFile = anchorFile(parts.dir, installation);
  /** Size of the file and end of the journal after the last visit; -1 before the first. */
  let seen = { size: -1, link: '' };
  let accepting = false;
  let trouble: ReturnType<Anchor['trouble']> = null;
  let running: Promise<void> | null = null;
  let startedAt = 0;

  function told(now: typeof trouble): void {
    if (JSON.stringify(now) === JSON.stringify(trouble)) return;
    trouble = now;
    if (now === null) parts.logger.info({ anchor: where }, 'anchor is written');
    else parts.logger.warn({ anchor: where, ...now }, 'anchor is not written');
    parts.onChange();
  }

  async function compare(): Promise<FileVerdict & { last: string }> {
    const lines = await file.read();
    const head = journal.sealedHead().pos;
    const against = { installation, head, linkAt: journal.linkAt };
    return { ...judgeFile(lines, against, sealer, where, parts.zone), last: lines.at(-1)?.link ?? '' };
  }

  async function look(): Promise<void> {
    const size = await file.size();
    if (size === null && parts.isKnown() && !accepting) return told({ gone: true });
    let kept: number | null = null;
    // Another size than was left: another stick, or somebody else has written to it.
    if (size !== seen.size || accepting) {
      const { found, holds, last } = await compare();
      if (accepting) kept = holds;
      else if (found.length > 0) parts.onFound(found);
      seen = { size: size ?? 0, link: last };
    }
    const { pos, link } = journal.sealedHead();
    const value = link.toString('hex');
    if (pos > 0 && (kept !== null || value !== seen.link)) {
      const written = await file.append(sealed({ pos, link: value, kept }));
      seen = { size: written, link: value };
      accepting = accepting && kept === null;
      parts.onReached();
    } else if (size !== null) parts.onReached();
    told(null);
  }

  function sealed({ pos, link, kept }: Pick<AnchorLine, 'pos' | 'link' | 'kept'>): AnchorLine {
    const line: AnchorLine = {
      ...{ v: 1, kind: kept === null ? 'head' : 'accepted', installation, pos, link },
      ...{ at: clock.now(), key: sealer.keyId, kept, mac: '' },
    };
    return { ...line, mac: sealer.text('anchor', sealedText(line)) };
  }

  return {
    where,
    visit() {
      if (running === null) {
        startedAt = performance.now();
        running = look()
          .catch((error: unknown) => {
            // What comes back may be another stick: it is compared again, and not accepted unseen.
            seen = { size: -1, link: '' };
            accepting = false;
            told({ gone: false, detail: codeOf(error) });
          })
          .finally(() => {
            running = null;
          });
      } else if (performance.now() - startedAt > SILENT_MS) told({ gone: false, detail: 'ETIMEDOUT' });
      return running;
    },
    accept() {
      accepting = true;
    },
    trouble: () => trouble,
  };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
