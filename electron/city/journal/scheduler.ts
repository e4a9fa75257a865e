import type { Clock, Logger } from '../ports.ts';

/** Fires timers when the clock has passed them. */
export type Scheduler = {
  /** Something may have become due earlier than was known. */
  wake(): void;
  stop(): void;
};

/** Where the timers are. */
export type DueTimers = {
  /** Due time of the earliest; null when there is none. */
  nextDue(): number | null;
  /** Fires the earliest timer that is due at `now`, in a turn of its own; false when there is none. */
  fireOne(now: number): Promise<boolean>;
};

/**
 * The clock decides, setTimeout only wakes: it counts another clock than the wall's, stands still while the machine
 * sleeps, and knows nothing of a drill's time. Hence a look at least this often, ms; it costs one comparison.
 */
const LOOK_EVERY_MS = 1000;
/** After a long absence thousands are due: this many between two turns of the event loop, some tens of ms. */
const PER_TURN = 20;
/** A full disk or a fault of ours: tried again, but not in a circle. */
const PAUSE_AFTER_FAILURE_MS = 5000;

export function startScheduler(timers: DueTimers, clock: Clock, logger: Logger): Scheduler {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let looking = false;

  function plan(wait: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    timer = setTimeout(() => void look(), wait);
    timer.unref();
  }

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      plan((await fireSome()) ? 0 : untilNext());
    } catch (error) {
      logger.error({ error }, 'a timer could not be fired');
      plan(PAUSE_AFTER_FAILURE_MS);
    } finally {
      looking = false;
    }
  }

  /** True when more may be due. */
  async function fireSome(): Promise<boolean> {
    for (let fired = 0; fired < PER_TURN; fired++)
      if (stopped || !(await timers.fireOne(clock.now()))) return false;
    return true;
  }

  function untilNext(): number {
    if (stopped) return LOOK_EVERY_MS;
    const due = timers.nextDue();
    return due === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(1, due - clock.now()));
  }

  plan(0);
  return {
    // While it looks, it will plan by what it finds at the end.
    wake: () => {
      if (!looking) plan(0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
