import { type Hearing, heard, isSilent, isToBeAsked, looked } from '../../../shared/presenter/expiry.ts';
import { say } from './channel.ts';

let hearing: Hearing | null = null;

/**
 * Whether the window that drives this wall hangs: its page holds its name for ever, but answers nothing. Called at every
 * look of the wall; asks the driver where it has not been heard lately.
 */
export function hangs(driver: string | null, now: number): boolean {
  hearing = driver === null ? null : looked(hearing, driver, now);
  if (hearing === null) return false;
  if (isToBeAsked(hearing)) say({ kind: 'ask', window: hearing.window });
  return isSilent(hearing);
}

/** A window answered a wall; `now`: this machine's clock, ms. */
export function takeAnswer(window: string, now: number): void {
  hearing = heard(hearing, window, now);
}
