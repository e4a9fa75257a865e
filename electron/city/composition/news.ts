import type { CasesEvent } from '../../../shared/contract/status.ts';
import type { Answers } from '../api/answers.ts';
import type { EventHub } from '../api/eventHub.ts';

/** What answering may take before the news goes out with what there is; ms. */
const BUDGET_MS = 40;
/** In a flood (an import) answers go with some of the news only: making them takes at most a sixth of the time. */
const RESTS = 5;
/** What making them may take before that: the pages of one poll are told one after the other. ms. */
const AT_ONCE_MS = 2 * BUDGET_MS;

export type Change = Omit<CasesEvent, 'type' | 'answers'>;
/** Tells of committed changes, with the answers that windows would ask for next. Never blocks the one who commits. */
export type News = { tell(change: Change): void };

/** `clock`: any steady clock, ms. `failed` hears why answers could not be made; the news goes out without them. */
export function createNews(
  answers: Pick<Answers, 'now'>,
  hub: Pick<EventHub, 'publish'>,
  clock: () => number,
  failed: (error: unknown) => void,
): News {
  let waiting: Change[] = [];
  let busy = false;
  /** What making answers has taken and no rest has made up for yet, ms, as of `rested`. */
  let owed = 0;
  let rested = clock();

  async function made(): Promise<CasesEvent['answers']> {
    const began = clock();
    owed = Math.max(0, owed - (began - rested) / RESTS);
    rested = began;
    if (owed >= AT_ONCE_MS) return [];
    try {
      return await answers.now(BUDGET_MS);
    } catch (error) {
      failed(error);
      return [];
    } finally {
      // Beyond the budget it waited for others, a page being stored for one: that is not what answers cost.
      rested = clock();
      owed += Math.min(BUDGET_MS, rested - began);
    }
  }

  async function run(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const told = await made();
      // Answers are of after the last change: with an earlier one they would only travel twice.
      for (const [index, change] of batch.entries())
        hub.publish({ ...change, type: 'cases', answers: index === batch.length - 1 ? told : [] });
    }
    busy = false;
  }

  return {
    tell(change) {
      waiting.push(change);
      if (!busy) void run();
    },
  };
}
