import { z } from 'zod';
import { Bounds } from '../../../shared/layout/geometry.ts';

/** What windows of one browser profile say to each other about their places. */
const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('identify') }),
  z.object({ kind: z.literal('where') }),
  z.object({ kind: z.literal('here'), id: z.string(), bounds: Bounds }),
]);
export type Message = z.infer<typeof Message>;

const LOCK = 'citywhistle-window:';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('citywhistle-windows');
const listeners = new Set<(message: Message) => void>();
if (channel !== null)
  channel.onmessage = ({ data }: { data: unknown }) => {
    const read = Message.safeParse(data);
    if (read.success) for (const listener of listeners) listener(read.data);
  };

/** Tells the other windows. */
export function say(message: Message): void {
  channel?.postMessage(message);
}

export function hear(listener: (message: Message) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let claimed: { id: string; release: () => void } | null = null;

/** Says for as long as this page lives that it is that window: a lock, which a crash gives back too. */
export function claim(id: string | null): void {
  if (claimed?.id === id) return;
  claimed?.release();
  claimed = null;
  if (id === null || navigator.locks === undefined) return;
  const stay = Promise.withResolvers<void>();
  claimed = { id, release: stay.resolve };
  void navigator.locks.request(LOCK + id, () => {
    say({ kind: 'changed' });
    return stay.promise;
  });
}

/** Windows of the layout that are open somewhere in this browser profile. */
export async function present(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}

/** Longer than any window that is not stuck needs to answer; ms. */
const ANSWER = 500;

/** Where those windows are now; who does not answer in time is left out. */
export function whereabouts(ids: ReadonlySet<string>): Promise<Map<string, Bounds>> {
  const found = new Map<string, Bounds>();
  const { promise, resolve } = Promise.withResolvers<Map<string, Bounds>>();
  const done = (): void => {
    clearTimeout(timer);
    stop();
    resolve(found);
  };
  const timer = setTimeout(done, ANSWER);
  const stop = hear((message) => {
    if (message.kind === 'here') found.set(message.id, message.bounds);
    if (found.size >= ids.size) done();
  });
  if (ids.size === 0) done();
  else say({ kind: 'where' });
  return promise;
}
