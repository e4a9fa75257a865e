import type { ServiceChanges } from './serviceReader.ts';

/** Edits further ahead of the server's own clock than this are wrong. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * What the times of edit of a walk show: whether every row has one, none of them in the future, and the newest. Only then can
 * the edits of a service be followed (增量).
 */
export class Edits {
  private readonly changes: ServiceChanges | null;
  private readonly serverNow: () => number;
  private isWhole = true;
  private newestAt: number | null = null;

  constructor(changes: ServiceChanges | null, serverNow: () => number) {
    this.changes = changes;
    this.serverNow = serverNow;
  }

  note(rows: readonly unknown[]): void {
    for (const row of rows) {
      const at = this.changes?.editedAt(row) ?? null;
      if (at === null || at <= 0 || at > this.serverNow() + MAX_AHEAD_MS) this.isWhole = false;
      else this.newestAt = Math.max(this.newestAt ?? at, at);
    }
  }

  /** The newest edit, UTC ms; null where some row has none that can be believed. */
  get newest(): number | null {
    return this.isWhole ? this.newestAt : null;
  }

  /** Whether some of these rows were edited before a time, so that a condition on it was not kept. */
  hasOlder(rows: readonly unknown[], than: number): boolean {
    return rows.some((row) => (this.changes?.editedAt(row) ?? Number.NEGATIVE_INFINITY) < than);
  }
}
