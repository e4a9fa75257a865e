import { type Control, isLive, LIVE } from './control.ts';

/** Control of a wall ends this long after its driver has gone, ms: enough time to restart a window. */
export const DRIVER_GRACE_MS = 20_000;
/** A picture frozen for longer than this shows its age in the warning colour, ms. */
export const LONG_FREEZE_MS = 600_000;

/** The windows that are open and answer, and who is signed in on this workstation. */
export type PresentDrivers = { windows: ReadonlySet<string>; operator: string | null };

/** A window that has not answered for this long is unresponsive, ms. Longer than drawing a whole city takes. */
export const UNRESPONSIVE_MS = 30_000;
/** A driver that answered within this time is not asked again, ms. */
const ASK_INTERVAL_MS = 5000;
/** A wall checks every two seconds. After a longer gap it was asleep, throttled or unresponsive itself; ms. */
const MAX_CHECK_GAP_MS = 10_000;

/**
 * What a wall knows of the window that drives it: when it last answered (or when the wall began to ask), and when the
 * wall last checked. The driver answers in its message handler and not by a timer: browsers throttle timers of background
 * pages to one a minute, but never their messages.
 */
export type DriverContact = { window: string; answeredAt: number; checkedAt: number };

/** After a check. Starts anew for another driver, and after a gap in which the wall may have missed answers. */
export function contactAfterCheck(before: DriverContact | null, window: string, now: number): DriverContact {
  const begins =
    before?.window !== window || now < before.checkedAt || now - before.checkedAt > MAX_CHECK_GAP_MS;
  return begins ? { window, answeredAt: now, checkedAt: now } : { ...before, checkedAt: now };
}

/** After an answer from a window. */
export function contactAfterAnswer(
  before: DriverContact | null,
  window: string,
  now: number,
): DriverContact | null {
  return before?.window === window ? { ...before, answeredAt: now } : before;
}

/** Whether to ask the driver: from the first check until it answers, and again after a while. */
export function shouldAskDriver({ answeredAt, checkedAt }: DriverContact): boolean {
  return checkedAt === answeredAt || checkedAt - answeredAt >= ASK_INTERVAL_MS;
}

/** Whether the driver has not answered for too long. */
export function isUnresponsive({ answeredAt, checkedAt }: DriverContact): boolean {
  return checkedAt - answeredAt >= UNRESPONSIVE_MS;
}

/** Whether the driver's window is open and answers, and its operator is still signed in. False without a driver. */
export function isDriverPresent({ driver }: Control, present: PresentDrivers): boolean {
  return driver !== null && present.windows.has(driver.window) && present.operator === driver.operator;
}

/** When control ends because the driver has gone; null while the driver is present. */
export function controlEndsAt({ leftAt }: Control): number | null {
  return leftAt === null ? null : leftAt + DRIVER_GRACE_MS;
}

/**
 * The control of a wall after it checked its driver: the driver has gone, has come back, or has been gone for too long.
 * Null: no change. Only the wall itself computes it, so that no other window decides what this one shows.
 */
export function controlAfterCheck(
  control: Control,
  wall: string,
  now: number,
  present: PresentDrivers,
): Control | null {
  const { driver, content, leftAt } = control;
  if (driver === null && isLive(content)) return null;
  const stamp = { n: control.stamp.n + 1, by: wall };
  const there = isDriverPresent(control, present);
  if (there) return leftAt === null ? null : { ...control, stamp, at: now, leftAt: null };
  // `leftAt` lies ahead when the clock was set back; the grace period then starts now.
  if (leftAt === null || leftAt > now) return { ...control, stamp, at: now, leftAt: now };
  if (now < leftAt + DRIVER_GRACE_MS) return null;
  return { stamp, at: now, driver: null, content: LIVE, leftAt: null, undo: null };
}
