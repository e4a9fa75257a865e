import { type Control, isLive, LIVE } from './control.ts';

/** What is done to a wall ends so long after its driver has gone, ms: time enough to start a window again. */
export const GRACE_MS = 20_000;
/** From then on the age of a frozen picture is shown in the colour of warnings, ms. */
export const OLD_FREEZE_MS = 600_000;

/** What is known of drivers: windows that are open, and who is signed in on this workstation. */
export type Present = { windows: ReadonlySet<string>; operator: string | null };

/** Whether the driver's window is open and its session lasts. Nobody's is never there. */
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
  if (leftAt === null) return { ...control, stamp, at: now, leftAt: now };
  if (now < leftAt + GRACE_MS) return null;
  return { stamp, at: now, driver: null, content: LIVE, leftAt: null, undo: null };
}
