import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { PageResult } from '../ports.ts';
import type { Deadlines, OwnDeadline } from '../store/deadlines.ts';

type DueOf = (row: Pick<OwnDeadline, 'categoryCode' | 'requestedAt'>) => number | null;
type Moved = { seq: number; source: string; dueAt: number | null };

/** Cases looked at in one go; other requests are served between two. */
const PAGE = 2000;

/** Open cases whose deadline differs from that of `due`, page by page. */
async function* movedCases(deadlines: Deadlines, due: DueOf): AsyncGenerator<Moved[]> {
  let after = 0;
  for (;;) {
    const rows = deadlines.own(after, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.flatMap((row) => {
      const dueAt = due(row);
      return dueAt === row.dueAt ? [] : [{ seq: row.seq, source: row.source, dueAt }];
    });
    after = last.seq;
    await yieldToEventLoop();
  }
}

/** How many open cases would get another deadline; nothing is written. */
export async function countMovedCases(deadlines: Deadlines, due: DueOf): Promise<number> {
  let count = 0;
  for await (const moved of movedCases(deadlines, due)) count += moved.length;
  return count;
}

/**
 * Gives open cases the deadline of `due` where it differs, which came with version `calendar` of the working calendar.
 * `onPage` is told of each transaction.
 */
export async function moveCases(
  deadlines: Deadlines,
  due: DueOf,
  why: { now: () => number; calendar: number },
  onPage: (result: PageResult, source: string) => void,
): Promise<void> {
  for await (const moved of movedCases(deadlines, due))
    for (const [source, rows] of Map.groupBy(moved, (row) => row.source))
      onPage(deadlines.move(source, rows, { at: why.now(), calendar: why.calendar }), source);
}
