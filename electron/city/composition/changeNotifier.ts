import type { CasesEvent } from '../../../shared/contract/status.ts';
import type { EventHub } from '../api/eventHub.ts';
import type { PushedAnswers } from '../api/pushedAnswers.ts';

/** How long collecting answers may take before the event is sent with the answers available by then, ms. */
const BUDGET_MS = 40;
/** Under load (an import), attach answers to only some events: after collecting, pause for this many times as long. */
const PAUSE_FACTOR = 5;
/** Uncompensated collecting time before pauses are enforced, ms; the pages of one poll arrive in quick succession. */
const MAX_UNPAUSED_MS = 2 * BUDGET_MS;

export type Change = Omit<CasesEvent, 'type' | 'answers'>;
/** Notifies windows of committed changes, with the answers they would request next. Never blocks the caller. */
export type ChangeNotifier = { notify(change: Change): void };

/**
 * `clock`: a monotonic clock, ms. `onError`: called when answers could not be collected; the event is sent without
 * them.
 */
export function createChangeNotifier(
  answers: Pick<PushedAnswers, 'collect'>,
  hub: Pick<EventHub, 'publish'>,
  clock: () => number,
  onError: (error: unknown) => void,
): ChangeNotifier {
  let waiting: Change[] = [];
  let busy = false;
  /** Time spent on collecting that no pause has compensated yet, ms, as of `measuredAt`. */
  let unpausedMs = 0;
  let measuredAt = clock();

  async function collectAnswers(): Promise<CasesEvent['answers']> {
    const startedAt = clock();
    unpausedMs = Math.max(0, unpausedMs - (startedAt - measuredAt) / PAUSE_FACTOR);
    measuredAt = startedAt;
    if (unpausedMs >= MAX_UNPAUSED_MS) return [];
    try {
      return await answers.collect(BUDGET_MS);
    } catch (error) {
      onError(error);
      return [];
    } finally {
      // Time beyond the budget was spent waiting for other work, such as storing a page, and is not the cost of answers.
      measuredAt = clock();
      unpausedMs += Math.min(BUDGET_MS, measuredAt - startedAt);
    }
  }

  async function publishWaiting(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const pushed = await collectAnswers();
      // The answers reflect all changes of the batch, so they are sent once, with its last event.
      for (const [index, change] of batch.entries())
        hub.publish({ ...change, type: 'cases', answers: index === batch.length - 1 ? pushed : [] });
    }
    busy = false;
  }

  return {
    notify(change) {
      waiting.push(change);
      if (!busy) void publishWaiting();
    },
  };
}
