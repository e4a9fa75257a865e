import { z } from 'zod';

const KEY = 'citywhistle.restarts';
/** As in the shell: three times in ten minutes; more restarts would only hide the fault. */
const MAX_RESTARTS = 3;
const WITHIN_MS = 600_000;

/** Records a restart of this window's page; false when there were too many. Stored by the tab, over its reloads. */
export function recordRestart(now: number): boolean {
  let before: number[] = [];
  try {
    before = z.array(z.number()).parse(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
  } catch {
    // Nothing stored, or nothing that can be read.
  }
  const recent = [...before.filter((at) => Math.abs(now - at) < WITHIN_MS), now];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    return false;
  }
  return recent.length <= MAX_RESTARTS;
}

/** The operator reloads by hand: the count starts anew. */
export function resetRestartBudget(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // No storage, no count.
  }
}
