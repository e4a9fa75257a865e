/** What a list shows while it is held still, and how many newer rows wait. */
export type HeldList<T> = { shown: readonly T[]; waiting: number };

/**
 * A list that must not move under the pointer: while held, the rows stay in their places (their contents may follow),
 * and rows that came since are only counted.
 */
export function held<T extends { id: string }>(
  fresh: readonly T[],
  frozen: readonly T[] | null,
): HeldList<T> {
  if (frozen === null) return { shown: fresh, waiting: 0 };
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(frozen.map((row) => row.id));
  return {
    shown: frozen.map((row) => byId.get(row.id) ?? row),
    waiting: fresh.filter((row) => !known.has(row.id)).length,
  };
}
