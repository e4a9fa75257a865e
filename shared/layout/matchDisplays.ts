import { type Display, type DisplayRef, inReadingOrder, refsOf } from './display.ts';
import { overlapArea } from './geometry.ts';

/** A stored display that may be a present one; a smaller tier is stronger evidence. */
type MatchCandidate = { saved: number; found: number; tier: number; distance: number };

/**
 * Matches stored displays with present ones: for each an index into `present`, or null if it is missing. No display is
 * matched twice. Criteria in order: label and size; label alone (another resolution, scale factor or rotation); size at the
 * same place; size where a label is missing; place alone (a monitor was replaced). Ids are not used, since they change with
 * a restart. The result does not depend on the order of `present`.
 */
export function matchDisplays(saved: readonly DisplayRef[], present: readonly Display[]): (number | null)[] {
  const ordered = inReadingOrder(present);
  const found = align(saved, refsOf(ordered));
  const pairs: MatchCandidate[] = saved.flatMap((ref, savedAt) =>
    found.flatMap((other, foundAt) => {
      const tier = matchTier(ref, other);
      if (tier === null) return [];
      const distance = Math.abs(ref.x - other.x) + Math.abs(ref.y - other.y);
      return [{ saved: savedAt, found: foundAt, tier, distance }];
    }),
  );
  pairs.sort((a, b) => a.tier - b.tier || a.distance - b.distance || a.saved - b.saved || a.found - b.found);
  const match: (number | null)[] = saved.map(() => null);
  const taken = new Set<number>();
  for (const pair of pairs) {
    const display = ordered[pair.found];
    if (match[pair.saved] !== null || taken.has(pair.found) || display === undefined) continue;
    match[pair.saved] = present.indexOf(display);
    taken.add(pair.found);
  }
  return match;
}

/**
 * Shifts the present displays so that as many as possible are where a similar one was. The origin of the desktop moves when
 * another display becomes the primary one, so only relative positions are meaningful; and identical displays can be told
 * apart only by their neighbours. Of equally good shifts the smallest is taken.
 */
function align(saved: readonly DisplayRef[], found: readonly DisplayRef[]): DisplayRef[] {
  const shifts = saved.flatMap((ref) => found.map((other) => ({ dx: ref.x - other.x, dy: ref.y - other.y })));
  const cost = ({ dx, dy }: { dx: number; dy: number }) => Math.abs(dx) + Math.abs(dy);
  const votes = ({ dx, dy }: { dx: number; dy: number }) =>
    saved.filter((ref) =>
      found.some((other) => ref.x === other.x + dx && ref.y === other.y + dy && isAlike(ref, other)),
    ).length;
  const best = shifts
    .map((shift) => ({ ...shift, votes: votes(shift) }))
    .sort((a, b) => b.votes - a.votes || cost(a) - cost(b) || a.dx - b.dx || a.dy - b.dy)[0];
  return found.map((ref) => ({ ...ref, x: ref.x + (best?.dx ?? 0), y: ref.y + (best?.dy ?? 0) }));
}

function isAlike(a: DisplayRef, b: DisplayRef): boolean {
  return a.label === b.label && isSameSize(a, b);
}

/** Device pixels are computed from rounded DIP, so at 175 % they can differ by two. */
function isSameSize(a: DisplayRef, b: DisplayRef): boolean {
  return Math.abs(a.pixelWidth - b.pixelWidth) <= 2 && Math.abs(a.pixelHeight - b.pixelHeight) <= 2;
}

function matchTier(saved: DisplayRef, found: DisplayRef): number | null {
  const sameLabel = saved.label !== '' && saved.label === found.label;
  const sameSize = isSameSize(saved, found);
  const samePlace =
    overlapArea(saved, found) * 2 > Math.max(saved.width * saved.height, found.width * found.height);
  if (sameLabel) return sameSize && saved.scaleFactor === found.scaleFactor ? 0 : 1;
  if (sameSize && samePlace) return 2;
  if (sameSize && (saved.label === '' || found.label === '')) return 3;
  return samePlace ? 4 : null;
}
