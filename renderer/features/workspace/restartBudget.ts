import { z } from 'zod';

const KEY = 'citywhistle.restarts';
/** As the shell's: three times in ten minutes; beyond that starting again would only hide the fault. */
const ALLOWED = 3;
const WITHIN = 600_000;

/** Notes a restart of this window's page; false when there were too many. Kept by the tab, over its reloads. */
export function allowedRestart(now: number): boolean {
  let before: number[] = [];
  try {
    before = z.array(z.number()).parse(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
  } catch {
    // Nothing kept, or nothing that can be read.
  }
  const recent = [...before.filter((at) => now - at < WITHIN), now];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    return false;
  }
  return recent.length <= ALLOWED;
}

/** The operator starts the page again by hand: the budget begins anew. */
export function forgetRestarts(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing is kept where nothing can be.
  }
}
