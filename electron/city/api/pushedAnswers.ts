import { routes } from '../../../shared/contract/routes.ts';
import { type PushedAnswer, WALL_ANSWER_PREFIX } from '../../../shared/contract/status.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import { isForWall } from './windowRole.ts';

/** Figures and counts: nothing in them is about one person, so they may go to every window in one stream. */
const FIGURES: readonly string[] = [
  routes.status.path,
  routes.summary.path,
  routes.gridCounts.path,
  routes.histogram.path,
];

/** Longer lists are pages of the case desk's queue, which a wall does not show. */
const MAX_WALL_ROWS = 50;

/**
 * The name under which an answer is pushed; null: it never is. Each window asks for lists of cases itself, with its own
 * rights. Their number (`limit=0`) is a figure, and a short list as a wall may see it (`wall /api/cases?…`) may go to
 * every window. The stream reaches walls, so a question that contains contact data is never pushed.
 */
function nameOfQuestion(request: Request): string | null {
  const { pathname, search, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || containsContact(searchParams.get('q') ?? '')) return null;
  if (FIGURES.includes(pathname)) return pathname + search;
  const limit = searchParams.get('limit');
  if (pathname !== routes.cases.path || limit === null) return null;
  if (limit === '0') return pathname + search;
  return isForWall(request) && Number(limit) <= MAX_WALL_ROWS ? WALL_ANSWER_PREFIX + pathname + search : null;
}

function requestOf(name: string): Request {
  return name.startsWith(WALL_ANSWER_PREFIX)
    ? new Request(`http://city${name.slice(WALL_ANSWER_PREFIX.length)}`, {
        headers: { [WINDOW_ROLE_HEADER]: 'wall' },
      })
    : new Request(`http://city${name}`);
}

/** A question is pushed until this long after it was last asked: windows ask again in the meantime. ms. */
const MAX_AGE_MS = 3 * 60_000;
/** More questions than a hall's windows ask; above it, the one asked longest ago is dropped. */
const MAX_QUESTIONS = 24;

/**
 * The questions about cases that windows asked lately, with their current answers. A `cases` event carries these answers,
 * so that eight windows need not each ask the same six questions after every change (design.md §9 row 3).
 */
export type PushedAnswers = {
  /** Passes the request to the API, and remembers the question when its answer may be pushed. */
  ask(request: Request): Promise<Response>;
  /** Current answers, the questions asked last first, until `budgetMs` are spent; windows ask for the rest as usual. */
  now(budgetMs: number): Promise<PushedAnswer[]>;
};

/** `clock`: any steady clock, ms. */
export function createPushedAnswers(
  api: (request: Request) => Promise<Response>,
  clock: () => number,
): PushedAnswers {
  /** When each question was last asked, by name; oldest first. */
  const asks = new Map<string, number>();

  function note(ask: string): void {
    // Deleted first: a map keeps the order of insertion, and the question asked last must come last.
    asks.delete(ask);
    asks.set(ask, clock());
    const oldest = asks.keys().next();
    if (asks.size > MAX_QUESTIONS && !oldest.done) asks.delete(oldest.value);
  }

  return {
    ask(request) {
      const name = nameOfQuestion(request);
      if (name !== null) note(name);
      return api(request);
    },
    async now(budgetMs) {
      const began = clock();
      const collected: PushedAnswer[] = [];
      for (const [ask, at] of [...asks].reverse()) {
        if (began - at > MAX_AGE_MS) {
          asks.delete(ask);
          continue;
        }
        if (clock() - began > budgetMs) break;
        const answer = await api(requestOf(ask));
        if (answer.ok) collected.push({ ask, body: await answer.json() });
        else asks.delete(ask);
      }
      return collected;
    },
  };
}
