import { changeAddress, ownSlot } from '../../../base/slot.ts';
import { ownPlace } from './movement.ts';
import { claim, hear, present, say, type WebPlace } from './presence.ts';

/** Longer than any window that is not stuck needs to answer; ms. */
const ANSWER = 500;

/** Where those windows are now; who does not answer in time is left out. */
export function whereabouts(ids: ReadonlySet<string>): Promise<Map<string, WebPlace>> {
  const found = new Map<string, WebPlace>();
  const own = ownSlot();
  // A channel does not speak to the page itself.
  if (own !== null && ids.has(own)) found.set(own, ownPlace());
  const { promise, resolve } = Promise.withResolvers<Map<string, WebPlace>>();
  const done = (): void => {
    clearTimeout(timer);
    stop();
    resolve(found);
  };
  const timer = setTimeout(done, ANSWER);
  const stop = hear((message) => {
    if (message.kind === 'here') found.set(message.id, message.place);
    if (found.size >= ids.size) done();
  });
  if (found.size >= ids.size) done();
  else say({ kind: 'where' });
  return promise;
}

/** Longer than a page needs to load on a busy machine; what comes later is not told as blocked any more. ms. */
const ARRIVAL = 6000;

/** Waits for windows to report; the ids of those that did not in time. */
export async function awaited(ids: readonly string[]): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = async (): Promise<void> => {
    const open = await present();
    if (ids.every((id) => open.has(id))) resolve();
  };
  const timer = setTimeout(resolve, ARRIVAL);
  const stop = hear(({ kind }) => {
    if (kind === 'changed') void look();
  });
  void look();
  await promise;
  clearTimeout(timer);
  stop();
  const open = await present();
  return ids.filter((id) => !open.has(id));
}

/** This page is not that window of the layout any more, but one that nobody laid out. */
export function leaveSlot(): void {
  changeAddress({ slot: null });
  claim(null);
}
