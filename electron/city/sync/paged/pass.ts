/**
 * A row with what tells it apart, worked out once: `digest` of all that was received, and `identity`, the number of its case.
 */
export type ListedRow = { row: unknown; digest: string; identity: string };

/**
 * What one pass through a list has received. Rows are told apart by their identity, so that a row which changed between two
 * pages is not taken for two. A row that stands twice in one page is two rows of the list: only a repetition on another page
 * may have displaced one.
 */
export class Pass {
  private readonly counts = new Map<string, number>();
  private readonly totals: number[] = [];
  /** Distinct rows received. */
  received = 0;
  /** Rows that came on several pages. */
  repeated = 0;

  /**
   * Adds the rows of a page; returns how many of them are new to this pass. `isAgain`: the page is read a second time on
   * purpose, so that its rows are no repetition.
   */
  add(rows: readonly ListedRow[], isAgain: boolean): number {
    const inPage = new Map<string, { times: number; digests: Set<string> }>();
    for (const { identity, digest } of rows) {
      const known = inPage.get(identity) ?? { times: 0, digests: new Set() };
      known.times += 1;
      known.digests.add(digest);
      inPage.set(identity, known);
    }
    let added = 0;
    for (const [identity, { times, digests }] of inPage) {
      // Different rows under one number are one case, and that is to be told.
      const rowsOfIt = digests.size > 1 ? 1 : times;
      const before = this.counts.get(identity) ?? 0;
      if (before === 0) added += 1;
      else if (!isAgain) this.repeated += 1;
      if (rowsOfIt <= before) continue;
      this.counts.set(identity, rowsOfIt);
      this.received += rowsOfIt - before;
    }
    return added;
  }

  /** Notes the number of all rows as the upstream stated it; null where it did not. */
  note(total: number | null): void {
    if (total !== null && total !== this.totals.at(-1)) this.totals.push(total);
  }

  /** The number stated last; null where none was. */
  get stated(): number | null {
    return this.totals.at(-1) ?? null;
  }

  /** The list became shorter while it was read, so that rows may have slipped over the border of a page unseen. */
  get hasShrunk(): boolean {
    return this.totals.some((total, index) => total < (this.totals[index - 1] ?? 0));
  }

  /**
   * How many rows make the list whole. One that only grew had as many as at first; newer rows come with the next walk.
   */
  get needed(): number {
    return (this.hasShrunk ? this.stated : this.totals[0]) ?? 0;
  }
}
