import { routes } from '../../../shared/contract/routes.ts';
import { TOLD_TO_WALLS, type ToldAnswer } from '../../../shared/contract/status.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { bearsContact } from '../../../shared/privacy/searchText.ts';
import { isForWall } from './windowRole.ts';

/** Figures and counts: nothing in them is about one person, so they may go to every window in one stream. */
const FIGURES: readonly string[] = [
  routes.status.path,
  routes.summary.path,
  routes.gridCounts.path,
  routes.histogram.path,
];

/** Longer lists are pages of a queue, which a wall does not show. */
const WALL_ROWS = 50;

/**
 * Under which name the answer is told; null: never. Lists of cases are for each window to ask in its own right; how many
 * there are (`limit=0`) is a figure, and a short list as a wall may see it (`wall /api/cases?…`) may go to anybody.
 * The stream goes to walls, so a question that bears contact data is never told of.
 */
function nameOf(request: Request): string | null {
  const { pathname, search, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || bearsContact(searchParams.get('q') ?? '')) return null;
  if (FIGURES.includes(pathname)) return pathname + search;
  const limit = searchParams.get('limit');
  if (pathname !== routes.cases.path || limit === null) return null;
  if (limit === '0') return pathname + search;
  return isForWall(request) && Number(limit) <= WALL_ROWS ? TOLD_TO_WALLS + pathname + search : null;
}

function questionOf(name: string): Request {
  return name.startsWith(TOLD_TO_WALLS)
    ? new Request(`http://city${name.slice(TOLD_TO_WALLS.length)}`, {
        headers: { [WINDOW_ROLE_HEADER]: 'wall' },
      })
    : new Request(`http://city${name}`);
}

/** Windows that are told do not ask; after this long they must have asked once more to be told further. ms. */
const REMEMBERED_MS = 3 * 60_000;
/** More different questions than a hall's windows ask; the one asked longest ago goes first. */
const MOST_ASKS = 24;

/**
 * What windows show, as far as it follows the cases: the questions they asked lately, with the answers of now. News carry
 * these answers, so that eight windows need not each ask the same six questions after every change (design.md §9 row 3).
 */
export type Answers = {
  /** Asks the service, and remembers the question where windows may be told its answer. */
  ask(request: Request): Promise<Response>;
  /** Answers of now, those asked last first, until `budgetMs` are spent; what is left out is asked for as ever. */
  now(budgetMs: number): Promise<ToldAnswer[]>;
};

/** `clock`: any steady clock, ms. */
export function createAnswers(api: (request: Request) => Promise<Response>, clock: () => number): Answers {
  /** Names, with the moment each was asked last; in that order. */
  const asks = new Map<string, number>();

  function note(ask: string): void {
    // Taken out first: a map keeps the order of what was put in, and the last one asked is to be the last.
    asks.delete(ask);
    asks.set(ask, clock());
    const oldest = asks.keys().next();
    if (asks.size > MOST_ASKS && !oldest.done) asks.delete(oldest.value);
  }

  return {
    ask(request) {
      const name = nameOf(request);
      if (name !== null) note(name);
      return api(request);
    },
    async now(budgetMs) {
      const began = clock();
      const told: ToldAnswer[] = [];
      for (const [ask, at] of [...asks].reverse()) {
        if (began - at > REMEMBERED_MS) {
          asks.delete(ask);
          continue;
        }
        if (clock() - began > budgetMs) break;
        const answer = await api(questionOf(ask));
        if (answer.ok) told.push({ ask, body: await answer.json() });
        else asks.delete(ask);
      }
      return told;
    },
  };
}
