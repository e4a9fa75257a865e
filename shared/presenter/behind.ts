/** What of a whistle decides whether a covered wall must tell that something waits behind it. Times in ms. */
export type Pressing = {
  /** Rung of the ladder, from 2 on 督办. */
  level: number;
  supervised: boolean;
  updatedAt: number;
  nearest: { dueAt: number | null; paused: boolean } | null;
};

/** Red urgency: on the second rung and above (二级以上), or supervised (督办) and past its clock. */
export function isRed(row: Pressing, now: number): boolean {
  return row.level >= 2 || (row.supervised && dueAt(row) <= now);
}

/**
 * Whether a red whistle is new to those who see the wall only as it was at `since`: it has moved since, or its clock ran
 * out meanwhile. Needs nothing remembered, so that a covered wall that starts again says the same.
 */
export function isNewBehind(row: Pressing, since: number, now: number): boolean {
  if (!isRed(row, now)) return false;
  return row.updatedAt >= since || (dueAt(row) > since && dueAt(row) <= now);
}

function dueAt({ nearest }: Pressing): number {
  return nearest === null || nearest.paused
    ? Number.POSITIVE_INFINITY
    : (nearest.dueAt ?? Number.POSITIVE_INFINITY);
}
