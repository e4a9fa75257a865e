import { changeAddress, ownSlot } from '../../../base/slot.ts';
import { cancelFillDisplay } from './fillDisplay.ts';
import { ownPosition } from './ownBounds.ts';
import { claimWindowId, openWindowIds, post, subscribe, type WindowPosition } from './presence.ts';

/** Longer than any responsive window needs to answer; ms. */
const ANSWER_TIMEOUT_MS = 500;

/** Asks those windows where they are; windows that do not answer in time are left out. */
export function askPositions(ids: ReadonlySet<string>): Promise<Map<string, WindowPosition>> {
  const found = new Map<string, WindowPosition>();
  const own = ownSlot();
  // A channel does not deliver to the page that posted.
  if (own !== null && ids.has(own)) found.set(own, ownPosition());
  const { promise, resolve } = Promise.withResolvers<Map<string, WindowPosition>>();
  const finish = (): void => {
    clearTimeout(timer);
    unsubscribe();
    resolve(found);
  };
  const timer = setTimeout(finish, ANSWER_TIMEOUT_MS);
  const unsubscribe = subscribe((message) => {
    if (message.kind === 'position') found.set(message.id, message.position);
    if (found.size >= ids.size) finish();
  });
  if (found.size >= ids.size) finish();
  else post({ kind: 'ask-position' });
  return promise;
}

/** Longer than a page takes to load on a busy machine; ms. */
const LOAD_TIMEOUT_MS = 6000;

/** Waits until those windows are open, or the time is up; the ids of those that did not open. */
export async function missingAfterWait(ids: readonly string[]): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = async (): Promise<void> => {
    const open = await openWindowIds();
    if (ids.every((id) => open.has(id))) resolve();
  };
  const timer = setTimeout(resolve, LOAD_TIMEOUT_MS);
  const unsubscribe = subscribe(({ kind }) => {
    if (kind === 'changed') void check();
  });
  void check();
  await promise;
  clearTimeout(timer);
  unsubscribe();
  const open = await openWindowIds();
  return ids.filter((id) => !open.has(id));
}

/** Makes this page a window outside of the layout. */
export function giveUpSlot(): void {
  cancelFillDisplay();
  changeAddress({ slot: null });
  claimWindowId(null);
}
