import { z } from 'zod';
import { canonical } from './canonical.ts';

/**
 * One line of an anchor file: where the journal ended at some time. `head`: written in the course of work. `accepted`:
 * written after an administrator had settled what did not agree; earlier lines beyond `kept` count no longer.
 */
export const AnchorLine = z.object({
  v: z.literal(1),
  kind: z.enum(['head', 'accepted']),
  installation: z.string().max(64),
  /** Number of the journal's last entry, from 1. */
  pos: z.int().positive(),
  /** The value of the chain at that entry: SHA-256, 64 hexadecimal digits. */
  link: z.string().regex(/^[0-9a-f]{64}$/),
  /** UTC ms. */
  at: z.int(),
  /** Which key sealed the line; see `keyId` of the sealer. */
  key: z.string().max(64),
  /** Of `accepted`: the last entry up to which earlier lines still count; otherwise null. */
  kept: z.int().nonnegative().nullable(),
  /** HMAC of all other fields. */
  mac: z.string().max(128),
});
export type AnchorLine = z.infer<typeof AnchorLine>;

/** The lines of a file in its order; null: a line that is damaged, or that does not count for another reason. */
export type AnchorLines = readonly (AnchorLine | null)[];

/** The text of a line without its MAC, which is what the MAC is over. */
export function sealedText({ mac: _mac, ...fields }: AnchorLine): string {
  return canonical(fields);
}

/**
 * Reads the text of an anchor file. What follows the last line break is a line whose writing was cut off by a crash or an
 * unplugged stick: it is passed over, and no damage.
 */
export function readAnchorLines(text: string): AnchorLines {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => (line.trim() === '' ? [] : [readLine(line)]));
}

function readLine(text: string): AnchorLine | null {
  try {
    return AnchorLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether the journal still holds what was anchored. Positions are numbers of entries; `at` UTC ms. */
export type AnchorVerdict = {
  /** The journal is an older copy, or goes on from one: `anchored` is the last entry that it lacks. */
  older: { anchored: number; at: number } | null;
  /** Entries after `after` and up to `pos` are others than those anchored. */
  rechained: { after: number; pos: number } | null;
  /** The last anchored entry that the journal still holds, below any that it does not; 0 if none. */
  holds: number;
  /** How many lines do not count. */
  damaged: number;
};

/**
 * Compares anchor lines, in the order of their file, with a journal that ends at entry `head`; `linkAt` gives the chain's
 * value at an entry, null where there is none. Each value covers all entries before it, so that one line that agrees
 * vouches for everything up to it. A journal that was put back and has gone on since differs from earlier lines as a
 * re-chained one does; it is told apart by a later line that agrees at a lower number.
 */
export function judgeAnchor(
  lines: AnchorLines,
  head: number,
  linkAt: (pos: number) => string | null,
): AnchorVerdict {
  const verdict: AnchorVerdict = { older: null, rechained: null, holds: 0, damaged: 0 };
  const agreeing: number[] = [];
  const changed: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  let lowestAgreeing = Number.POSITIVE_INFINITY;
  let lowestDiffering = Number.POSITIVE_INFINITY;
  for (const line of lines.toReversed()) {
    if (line === null) {
      // What was there when something was accepted has been settled with it.
      if (limit === Number.POSITIVE_INFINITY) verdict.damaged += 1;
      continue;
    }
    const { pos } = line;
    if (pos > limit) continue;
    if (pos <= head && linkAt(pos) === line.link) {
      agreeing.push(pos);
      lowestAgreeing = Math.min(lowestAgreeing, pos);
      if (line.kind === 'accepted') limit = Math.min(limit, line.kept ?? 0);
      continue;
    }
    lowestDiffering = Math.min(lowestDiffering, pos);
    if (pos <= head && lowestAgreeing >= pos) changed.push(pos);
    else if (pos > (verdict.older?.anchored ?? 0)) verdict.older = { anchored: pos, at: line.at };
  }
  // What agrees above the first difference was written after it, and vouches for nothing before.
  verdict.holds = agreeing.reduce((most, pos) => (pos < lowestDiffering ? Math.max(most, pos) : most), 0);
  if (changed.length > 0)
    verdict.rechained = { after: verdict.holds, pos: changed.reduce((least, pos) => Math.min(least, pos)) };
  return verdict;
}
