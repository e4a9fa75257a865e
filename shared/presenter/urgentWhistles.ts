/** What decides whether a frozen or blank wall must show that an urgent whistle (红色) waits behind it. Times in ms. */
export type WhistleUrgency = {
  /** Rung of the ladder, from 2 on 督办. */
  level: number;
  supervised: boolean;
  updatedAt: number;
  nearest: { dueAt: number | null; paused: boolean } | null;
};

/** Urgent (红色): on the second rung or above (二级以上), or supervised (督办) and overdue. */
export function isUrgent(row: WhistleUrgency, now: number): boolean {
  return row.level >= 2 || (row.supervised && dueAt(row) <= now);
}

/**
 * Whether an urgent whistle is new to people who see the wall as it was at `since`: it changed after that, or its limit
 * passed. Computed from the whistle alone, so that a wall that restarts comes to the same answer.
 */
export function becameUrgentSince(row: WhistleUrgency, since: number, now: number): boolean {
  if (!isUrgent(row, now)) return false;
  return row.updatedAt >= since || (dueAt(row) > since && dueAt(row) <= now);
}

function dueAt({ nearest }: WhistleUrgency): number {
  return nearest === null || nearest.paused
    ? Number.POSITIVE_INFINITY
    : (nearest.dueAt ?? Number.POSITIVE_INFINITY);
}
