import { create } from 'zustand';
import { routes } from '../../../shared/contract/routes.ts';
import type { WhistleStage, WhistleSummary } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { TERMINAL_STAGES } from '../../../shared/whistle/state.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { isWall } from '../client/identity.ts';
import { queryClient } from '../client/queryClient.ts';
import { isReadLocked, onReadLock } from '../client/readLock.ts';
import { invalidateRoute, invalidateRoutes, operatorQuery, routeQuery } from '../client/routeQuery.ts';
import { useSession } from '../client/session.ts';
import { onEvent } from '../stream/events.ts';
import { allPages, createFollower } from './changeFollower.ts';
import { commandsAnswered } from './pendingCommands.ts';

/** Every open whistle of the city and the newest ended ones, as this window last received them. */
export type BoardState = {
  rows: ReadonlyMap<string, WhistleSummary>;
  /** Number of all ended whistles; `rows` contains only the newest of them. */
  totals: { closed: number; ended: number };
  state: 'waiting' | 'ready' | 'failed';
  error: ApiError | null;
  /** Our clock at the last complete answer, null before the first. */
  loadedAt: number | null;
};

const EMPTY: BoardState = {
  rows: new Map(),
  totals: { closed: 0, ended: 0 },
  state: 'waiting',
  error: null,
  loadedAt: null,
};
export const useBoard = create<BoardState>()(() => EMPTY);
onReadLock(() => useBoard.setState(EMPTY));

/** The columns of ended whistles show only recent ones; older ones can be searched. */
const RECENT_ENDED = 100;
const CLOSED: readonly WhistleStage[] = ['closed'];
/** Ended without being done. */
const ENDED = TERMINAL_STAGES.filter((stage) => stage !== 'closed');

async function loadAll(): Promise<void> {
  try {
    const rows = await allPages((page) => call(routes.whistles, { query: { ...page, open: true } }));
    const [closed, ended] = await Promise.all(
      [CLOSED, ENDED].map((stage) =>
        call(routes.whistles, { query: { stage, limit: RECENT_ENDED } }).then((page) => {
          for (const row of page.items) rows.set(row.id, row);
          return page.total;
        }),
      ),
    );
    if (isReadLocked()) return;
    const totals = { closed: closed ?? 0, ended: ended ?? 0 };
    useBoard.setState({ rows, totals, state: 'ready', error: null, loadedAt: Date.now() });
  } catch (error) {
    // The content is kept; the age of the data and the connection mark show that it is old.
    if (error instanceof ApiError)
      useBoard.setState((before) => ({ error, state: before.loadedAt === null ? 'failed' : 'ready' }));
  }
}

/** Replaces the view of one whistle, e.g. by the answer to a command. An older view is ignored. */
export function storeView(view: WhistleView): void {
  const { summary } = view;
  const known = useBoard.getState().rows.get(summary.id);
  if (known !== undefined && known.seq > summary.seq) return;
  useBoard.setState((before) => ({ rows: new Map(before.rows).set(summary.id, summary) }));
  const operator = currentOperator();
  queryClient.setQueryData(viewQuery(summary.id, operator).queryKey, view);
  // Views read for another operator are out of date, and must not be shown to the next one.
  queryClient.removeQueries({
    queryKey: routeQuery(routes.whistle, { id: summary.id }).queryKey,
    predicate: ({ queryKey }) => queryKey[2] !== operator,
  });
}

function currentOperator(): string | null {
  return useSession.getState().info?.operator ?? null;
}

/** The view of a whistle for an operator, which tells what this one may do. */
export const viewQuery = (id: string, operator: string | null) =>
  operatorQuery(routes.whistle, { id }, operator);

/** Whether the row, and the page where it was opened, are as new as event `seq` of the log. */
function isKnown(id: string, seq: number): boolean {
  const view = queryClient.getQueryData<WhistleView>(viewQuery(id, currentOperator()).queryKey);
  const row = useBoard.getState().rows.get(id);
  return row !== undefined && row.seq >= seq && (view === undefined || view.summary.seq >= seq);
}

/** Reads a whistle that changed with event `seq`, unless a command of this window has just been answered with it. */
async function loadOne(id: string, seq: number): Promise<void> {
  await commandsAnswered(id);
  if (isKnown(id, seq)) return;
  const operator = currentOperator();
  const view = await call(routes.whistle, { id });
  if (isReadLocked()) return;
  if (operator === currentOperator()) return storeView(view);
  // It contains the commands allowed to the previous operator; the page requests its own view.
  useBoard.setState((before) => ({ rows: new Map(before.rows).set(id, view.summary) }));
  await invalidateRoute(routes.whistle, id);
}

const follower = createFollower({ loadAll, loadOne, page: routes.whistle });

let following = false;
/** Whether a whistle changed while this window was a wall, which ignores these events. */
let missedEvents = false;

/** Starts to follow the whistles in this window; once is enough. */
export function followWhistles(): void {
  if (following) {
    if (missedEvents && !isWall()) follower.reload();
    missedEvents = false;
    return;
  }
  following = true;
  onEvent((event) => {
    if (isWall()) {
      missedEvents = true;
      return;
    }
    follower.handleEvent(event);
    // No event arrived while the connection was lost.
    if (event.type === 'init') void invalidateRoutes(routes.whistle);
  });
  follower.reload();
}

/** Asks for everything again. */
export function reloadBoard(): void {
  follower.reload();
}
