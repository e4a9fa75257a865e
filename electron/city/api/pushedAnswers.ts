import { routes } from '../../../shared/contract/routes.ts';
import { type PushedAnswer, WALL_ANSWER_PREFIX } from '../../../shared/contract/status.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { SERVICE, type SentFrom } from './sentFrom.ts';
import { isForWall } from './windowRole.ts';

/** Figures and counts. They contain no personal data, so one stream may send them to every window. */
const FIGURES: readonly string[] = [
  routes.status.path,
  routes.summary.path,
  routes.gridCounts.path,
  routes.histogram.path,
];

/** Longer lists are pages of the queue on the case desk (案件台), which a wall does not show. */
const MAX_WALL_ROWS = 50;

/**
 * The key under which the answer to a request is pushed; null if it is never pushed. Each window requests lists of cases
 * itself, with its own rights. The number of cases (`limit=0`) is a figure, and a short list as a wall may see it
 * (`wall /api/cases?…`) may go to every window. Walls receive the stream too, so that a search is never in it: its text may
 * be a citizen's name.
 */
function pushKey(request: Request): string | null {
  const { pathname, search, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || searchParams.has('q')) return null;
  if (FIGURES.includes(pathname)) return pathname + search;
  const limit = searchParams.get('limit');
  if (pathname !== routes.cases.path || limit === null) return null;
  if (limit === '0') return pathname + search;
  return isForWall(request) && Number(limit) <= MAX_WALL_ROWS ? WALL_ANSWER_PREFIX + pathname + search : null;
}

function requestOf(key: string): Request {
  return key.startsWith(WALL_ANSWER_PREFIX)
    ? new Request(`http://city${key.slice(WALL_ANSWER_PREFIX.length)}`, {
        headers: { [WINDOW_ROLE_HEADER]: 'wall' },
      })
    : new Request(`http://city${key}`);
}

/** An answer is pushed until this long after it was last requested; windows request it again in the meantime. ms. */
const MAX_AGE_MS = 3 * 60_000;
/** More different requests than the windows of a hall send; beyond it, the least recent one is dropped. */
const MAX_REQUESTS = 24;

/**
 * The requests about cases that windows sent recently, with their current answers. A `cases` event carries these answers,
 * so that eight windows need not each send the same six requests after every change (design.md §9 row 3).
 */
export type PushedAnswers = {
  /** Passes the request to the API, and remembers it if its answer may be pushed. */
  handle(request: Request, from: SentFrom): Promise<Response>;
  /** Current answers, the most recent requests first, until `budgetMs` are spent; windows request the rest as usual. */
  collect(budgetMs: number): Promise<PushedAnswer[]>;
};

/** `clock`: a monotonic clock, ms. */
export function createPushedAnswers(
  api: (request: Request, from: SentFrom) => Promise<Response>,
  clock: () => number,
): PushedAnswers {
  /** When each request was last sent, by key; oldest first. */
  const requestedAt = new Map<string, number>();

  function remember(key: string): void {
    // Deleted first, because a map keeps the order of insertion and the most recent request must come last.
    requestedAt.delete(key);
    requestedAt.set(key, clock());
    const oldest = requestedAt.keys().next();
    if (requestedAt.size > MAX_REQUESTS && !oldest.done) requestedAt.delete(oldest.value);
  }

  return {
    handle(request, from) {
      const key = pushKey(request);
      if (key !== null) remember(key);
      return api(request, from);
    },
    async collect(budgetMs) {
      const startedAt = clock();
      const collected: PushedAnswer[] = [];
      for (const [ask, at] of [...requestedAt].reverse()) {
        if (startedAt - at > MAX_AGE_MS) {
          requestedAt.delete(ask);
          continue;
        }
        if (clock() - startedAt > budgetMs) break;
        const answer = await api(requestOf(ask), SERVICE);
        if (answer.ok) collected.push({ ask, body: await answer.json() });
        else requestedAt.delete(ask);
      }
      return collected;
    },
  };
}
