import { type Control, isLive, LIVE } from './control.ts';

/** What is done to a wall ends so long after its driver has gone, ms: time enough to start a window again. */
export const GRACE_MS = 20_000;
/** From then on the age of a frozen picture is shown in the colour of warnings, ms. */
export const OLD_FREEZE_MS = 600_000;

/** What is known of drivers: windows that are open and answer, and who is signed in on this workstation. */
export type Present = { windows: ReadonlySet<string>; operator: string | null };

/** A window that answers nothing for so long hangs, whatever locks it holds; ms. More than drawing a whole city takes. */
export const SILENT_MS = 30_000;
/** A driver that was heard so lately need not be asked again; ms. */
const HEARD_MS = 5000;
/** A wall looks every two seconds; one that could not for so long slept, was throttled or hung itself; ms. */
const HELD_UP_MS = 10_000;

/**
 * What a wall knows of the window that drives it: when it was heard last, or when the wall began to listen, and when the
 * wall looked last. A window answers when it is asked, on the message itself: timers of pages in the background go once a
 * minute, messages are not held back, so that such a page is never silent.
 */
export type Hearing = { window: string; heardAt: number; lookedAt: number };

/** The wall looks. It begins anew with another driver, and where it was held up itself: it may have missed answers. */
export function looked(before: Hearing | null, window: string, now: number): Hearing {
  const begins = before?.window !== window || now < before.lookedAt || now - before.lookedAt > HELD_UP_MS;
  return begins ? { window, heardAt: now, lookedAt: now } : { ...before, lookedAt: now };
}

/** A window answered. */
export function heard(before: Hearing | null, window: string, now: number): Hearing | null {
  return before?.window === window ? { ...before, heardAt: now } : before;
}

/** Whether the driver is to be asked: from its first look on, until it answers, and again some time later. */
export function isToBeAsked({ heardAt, lookedAt }: Hearing): boolean {
  return lookedAt === heardAt || lookedAt - heardAt >= HEARD_MS;
}

/** Whether the driver has answered nothing for too long. */
export function isSilent({ heardAt, lookedAt }: Hearing): boolean {
  return lookedAt - heardAt >= SILENT_MS;
}

/** Whether the driver's window is open, answers, and its session lasts. Nobody's is never there. */
export function isThere({ driver }: Control, present: Present): boolean {
  return driver !== null && present.windows.has(driver.window) && present.operator === driver.operator;
}

/** Until when a wall stays as it is though its driver has gone; null while the driver is there. */
export function endsAt({ leftAt }: Control): number | null {
  return leftAt === null ? null : leftAt + GRACE_MS;
}

/**
 * What a wall says of itself when it looks at the clock: that its driver has gone, is back, or has been gone for too
 * long. Null: nothing new. Only the wall itself says it, so that a wall that is looked at is never left to others.
 */
export function settled(control: Control, wall: string, now: number, present: Present): Control | null {
  const { driver, content, leftAt } = control;
  if (driver === null && isLive(content)) return null;
  const stamp = { n: control.stamp.n + 1, by: wall };
  const there = isThere(control, present);
  if (there) return leftAt === null ? null : { ...control, stamp, at: now, leftAt: null };
  // From a clock that was set back since: the grace begins now instead of lasting until that moment comes again.
  if (leftAt === null || leftAt > now) return { ...control, stamp, at: now, leftAt: now };
  if (now < leftAt + GRACE_MS) return null;
  return { stamp, at: now, driver: null, content: LIVE, leftAt: null, undo: null };
}
