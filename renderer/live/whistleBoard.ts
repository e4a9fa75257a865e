import { create } from 'zustand';
import { routes } from '../../shared/contract/routes.ts';
import { WhistlePage, type WhistleSummary } from '../../shared/contract/whistles.ts';
import { type WhistleView, WhistleView as WhistleViewSchema } from '../../shared/contract/whistleView.ts';
import { ApiError, get } from './client.ts';
import { onEvent } from './events.ts';
import { queryClient } from './query-client.ts';
import { createRefresher } from './refresh.ts';
import { useSession } from './session.ts';
import { whistlePath } from './whistleRoutes.ts';

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

const PAGE = 1000;
/** Their columns tell what was finished lately; older ones are looked up, not watched. */
const OVER = 100;
const ENDED = ['withdrawn', 'rejected', 'merged'];
/** Up to so many changed whistles are asked for one by one; beyond, the whole board is cheaper. */
const ONE_BY_ONE = 6;

async function loadAll(): Promise<void> {
  try {
    const rows = new Map<string, WhistleSummary>();
    let cursor: string | null = null;
    do {
      const page: WhistlePage = await get(routes.whistles.path, WhistlePage, {
        open: true,
        limit: PAGE,
        cursor,
      });
      for (const row of page.items) rows.set(row.id, row);
      cursor = page.nextCursor;
    } while (cursor !== null);
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

const refresher = createRefresher(loadAll, {
  now: () => performance.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});

let following = false;

/** Starts to follow the whistles in this window; once is enough. */
export function followWhistles(): void {
  if (following) return;
  following = true;
  onEvent((event) => {
    if (event.type === 'init') {
      refresher.changed();
      // While the line was cut nothing told of changes.
      void queryClient.invalidateQueries({ queryKey: ['whistle'] });
    }
    if (event.type !== 'whistle') return;
    if (event.more || event.ids.length > ONE_BY_ONE) {
      refresher.changed();
      void queryClient.invalidateQueries({ queryKey: ['whistle'] });
    } else Promise.all(event.ids.map(loadOne)).catch(() => refresher.changed());
  });
  refresher.changed();
}

/** Asks for everything again. */
export function reloadBoard(): void {
  refresher.changed();
}
