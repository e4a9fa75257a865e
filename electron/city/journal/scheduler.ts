import type { Clock, Logger } from '../ports.ts';

/** Fires timers when they are due. */
export type Scheduler = {
  /** To be called when the next due time may have changed. */
  wake(): void;
  stop(): void;
};

/** Access to the timers. */
export type DueTimers = {
  /** Due time of the earliest timer, UTC ms; null if there is none. */
  nextDue(): number | null;
  /** Fires the earliest timer due at `now`, in a turn of its own; false if none is due. */
  fireNext(now: number): Promise<boolean>;
};

/**
 * The longest wait between two checks, ms. Due times are compared with the clock, and setTimeout only triggers the
 * check: it does not follow changes of the system time, stops while the machine sleeps, and ignores a drill's time.
 */
const MAX_WAIT_MS = 1000;
/** Timers fired between two turns of the event loop, some tens of ms: after a long downtime thousands are due. */
const TIMERS_PER_BATCH = 20;
/** Wait after a failure, such as a full disk or a program error, ms. */
const RETRY_AFTER_FAILURE_MS = 5000;

export function startScheduler(timers: DueTimers, clock: Clock, logger: Logger): Scheduler {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let checking = false;

  function scheduleCheck(wait: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    timer = setTimeout(() => void check(), wait);
    timer.unref();
  }

  async function check(): Promise<void> {
    if (checking) return;
    checking = true;
    try {
      scheduleCheck((await fireSome()) ? 0 : untilNext());
    } catch (error) {
      logger.error({ error }, 'a timer could not be fired');
      scheduleCheck(RETRY_AFTER_FAILURE_MS);
    } finally {
      checking = false;
    }
  }

  /** Fires a batch; true if more may be due. */
  async function fireSome(): Promise<boolean> {
    for (let fired = 0; fired < TIMERS_PER_BATCH; fired++)
      if (stopped || !(await timers.fireNext(clock.now()))) return false;
    return true;
  }

  function untilNext(): number {
    if (stopped) return MAX_WAIT_MS;
    const due = timers.nextDue();
    return due === null ? MAX_WAIT_MS : Math.min(MAX_WAIT_MS, Math.max(1, due - clock.now()));
  }

  scheduleCheck(0);
  return {
    // A running check schedules the next one itself.
    wake: () => {
      if (!checking) scheduleCheck(0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
