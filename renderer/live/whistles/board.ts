import { create } from 'zustand';
import { routes } from '../../../shared/contract/routes.ts';
import type { WhistleStage, WhistleSummary } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { TERMINAL_STAGES } from '../../../shared/whistle/state.ts';
import { ApiError } from '../client/apiError.ts';
import { type AskedKey, askAgain, askAgainFor, asked } from '../client/asked.ts';
import { call } from '../client/call.ts';
import { isWall } from '../client/identity.ts';
import { queryClient } from '../client/queryClient.ts';
import { useSession } from '../client/session.ts';
import { onEvent } from '../stream/events.ts';
import { allPages, createFollower } from './changeFollower.ts';
import { commandsAnswered } from './pendingCommands.ts';

/** Every open whistle of the city and the newest that are over, as this window last received them. */
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

/** Their columns show what was finished lately; older ones are looked up, not watched. */
const OVER = 100;
const CLOSED: readonly WhistleStage[] = ['closed'];
/** Ended without being done. */
const ENDED = TERMINAL_STAGES.filter((stage) => stage !== 'closed');

async function loadAll(): Promise<void> {
  try {
    const rows = await allPages((page) => call(routes.whistles, { query: { ...page, open: true } }));
    const [closed, ended] = await Promise.all(
      [CLOSED, ENDED].map((stage) =>
        call(routes.whistles, { query: { stage, limit: OVER } }).then((page) => {
          for (const row of page.items) rows.set(row.id, row);
          return page.total;
        }),
      ),
    );
    const totals = { closed: closed ?? 0, ended: ended ?? 0 };
    useBoard.setState({ rows, totals, state: 'ready', error: null, loadedAt: Date.now() });
  } catch (error) {
    // What is on screen stays; the age of the data and the connection mark say that it is old.
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
  queryClient.setQueryData(viewKey(summary.id, operator), view);
  // What was read in another operator's name has not been kept up: whoever signs in next must not be shown it.
  queryClient.removeQueries({
    queryKey: asked(routes.whistle, { id: summary.id }).queryKey,
    predicate: ({ queryKey }) => queryKey[2] !== operator,
  });
}

function operatorNow(): string | null {
  return useSession.getState().info?.operator ?? null;
}

/** Key of a whistle as an operator may see it. */
export function viewKey(id: string, operator: string | null): AskedKey {
  return [...asked(routes.whistle, { id }).queryKey, operator];
}

/** Whether the row, and the page where it was opened, are as new as event `seq` of the log. */
function isKnown(id: string, seq: number): boolean {
  const view = queryClient.getQueryData<WhistleView>(viewKey(id, operatorNow()));
  const row = useBoard.getState().rows.get(id);
  return row !== undefined && row.seq >= seq && (view === undefined || view.summary.seq >= seq);
}

/** Reads a whistle that changed with event `seq`, unless a command of this window has just been answered with it. */
async function loadOne(id: string, seq: number): Promise<void> {
  await commandsAnswered(id);
  if (isKnown(id, seq)) return;
  const operator = operatorNow();
  const view = await call(routes.whistle, { id });
  if (operator === operatorNow()) return takeView(view);
  // It holds what the operator before may do; the page asks for its own.
  useBoard.setState((before) => ({ rows: new Map(before.rows).set(id, view.summary) }));
  await askAgainFor(routes.whistle, id);
}

const follower = createFollower({ loadAll, loadOne, page: routes.whistle });

let following = false;
/** Something changed while this window was a wall, which gets no such events. */
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
    // No event arrived while the connection was lost.
    if (event.type === 'init') void askAgain(routes.whistle);
  });
  follower.reload();
}

/** Asks for everything again. */
export function reloadBoard(): void {
  follower.reload();
}
