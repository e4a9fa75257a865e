import {
  contactAfterAnswer,
  contactAfterCheck,
  type DriverContact,
  isUnresponsive,
  shouldAskDriver,
} from '../../../shared/presenter/driverPresence.ts';
import { post } from './channel.ts';

let contact: DriverContact | null = null;

/**
 * Whether the window that drives this wall is unresponsive: its page still holds its name, but answers nothing. Called at
 * intervals; asks the driver when it has not answered lately.
 */
export function isDriverUnresponsive(driver: string | null, now: number): boolean {
  contact = driver === null ? null : contactAfterCheck(contact, driver, now);
  if (contact === null) return false;
  if (shouldAskDriver(contact)) post({ kind: 'ask', window: contact.window });
  return isUnresponsive(contact);
}

/** A driver answered; `now`: this machine's clock, ms. */
export function recordAnswer(window: string, now: number): void {
  contact = contactAfterAnswer(contact, window, now);
}
