import { type Hearing, heard, isSilent, isToBeAsked, looked } from '../../../shared/presenter/expiry.ts';
import { post } from './channel.ts';

let hearing: Hearing | null = null;

/**
 * Whether the window that drives this wall is unresponsive: its page still holds its name, but answers nothing. Called at
 * intervals; asks the driver when it has not answered lately.
 */
export function isDriverUnresponsive(driver: string | null, now: number): boolean {
  hearing = driver === null ? null : looked(hearing, driver, now);
  if (hearing === null) return false;
  if (isToBeAsked(hearing)) post({ kind: 'ask', window: hearing.window });
  return isSilent(hearing);
}

/** A driver answered; `now`: this machine's clock, ms. */
export function recordAnswer(window: string, now: number): void {
  hearing = heard(hearing, window, now);
}
