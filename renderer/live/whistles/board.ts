import { create } from 'zustand';
import { routes } from '../../../shared/contract/routes.ts';
import { WhistlePage, type WhistleSummary } from '../../../shared/contract/whistles.ts';
import { type WhistleView, WhistleView as WhistleViewSchema } from '../../../shared/contract/whistleView.ts';
import { TERMINAL } from '../../../shared/whistle/state.ts';
import { ApiError, get, isWall } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { useSession } from '../client/session.ts';
import { whistlePath } from '../client/whistleRoutes.ts';
import { onEvent } from '../stream/events.ts';
import { allWhistles, createFollower } from './changeFollower.ts';

/** Every open whistle of the city and the newest that are over, as this window last heard of them. */
export type BoardState = {
  rows: ReadonlyMap<string, WhistleSummary>;
  /** All that are closed, or ended without being done, of which `rows` holds the newest. */
  totals: { closed: number; ended: number };
  state: 'waiting' | 'ready' | 'failed';
  error: ApiError | null;
  /** Our clock at the last complete answer, null before the first. */
  loadedAt: number | null;
};

export const useBoard = create<BoardState>()(() => ({
  rows: new Map(),
  totals: { closed: 0, ended: 0 },
  state: 'waiting',
  error: null,
  loadedAt: null,
}));

/** Their columns tell what was finished lately; older ones are looked up, not watched. */
const OVER = 100;
/** Ended without being done. */
const ENDED = TERMINAL.filter((stage) => stage !== 'closed');

async function loadAll(): Promise<void> {
  try {
    const rows = await allWhistles(routes.whistles.path, { open: true });
    const [closed, ended] = await Promise.all(
      [['closed'], ENDED].map((stage) =>
        get(routes.whistles.path, WhistlePage, { stage, limit: OVER }).then((page) => {
          for (const row of page.items) rows.set(row.id, row);
          return page.total;
        }),
      ),
    );
    const totals = { closed: closed ?? 0, ended: ended ?? 0 };
    useBoard.setState({ rows, totals, state: 'ready', error: null, loadedAt: Date.now() });
  } catch (error) {
    // What is on screen stays; the age of the data and the connection mark tell that it is old.
    if (error instanceof ApiError)
      useBoard.setState((before) => ({ error, state: before.loadedAt === null ? 'failed' : 'ready' }));
  }
}

/** Takes a fresher view of one whistle, e.g. the answer to a command. An older one than is known is left aside. */
export function takeView(view: WhistleView): void {
  const { summary } = view;
  const known = useBoard.getState().rows.get(summary.id);
  if (known !== undefined && known.seq > summary.seq) return;
  useBoard.setState((before) => ({ rows: new Map(before.rows).set(summary.id, summary) }));
  const operator = operatorNow();
  queryClient.setQueryData(['whistle', summary.id, operator], view);
  // What was read in another operator's name has not been kept up: whoever signs in next must not be shown it.
  queryClient.removeQueries({
    queryKey: ['whistle', summary.id],
    predicate: ({ queryKey }) => queryKey[2] !== operator,
  });
}

function operatorNow(): string | null {
  return useSession.getState().info?.operator ?? null;
}

async function loadOne(id: string): Promise<void> {
  const asked = operatorNow();
  const view = await get(whistlePath(id), WhistleViewSchema);
  if (asked === operatorNow()) return takeView(view);
  // It tells what the operator before may do; the page asks for its own.
  useBoard.setState((before) => ({ rows: new Map(before.rows).set(id, view.summary) }));
  await queryClient.invalidateQueries({ queryKey: ['whistle', id] });
}

const follower = createFollower({ loadAll, loadOne, page: 'whistle' });

let following = false;
/** Something changed while this window was a wall, which is not told of it. */
let missed = false;

/** Starts to follow the whistles in this window; once is enough. */
export function followWhistles(): void {
  if (following) {
    if (missed && !isWall()) follower.reload();
    missed = false;
    return;
  }
  following = true;
  onEvent((event) => {
    if (isWall()) {
      missed = true;
      return;
    }
    follower.take(event);
    // While the line was cut nothing told of changes.
    if (event.type === 'init') void queryClient.invalidateQueries({ queryKey: ['whistle'] });
  });
  follower.reload();
}

/** Asks for everything again. */
export function reloadBoard(): void {
  follower.reload();
}
