import { z } from 'zod';
import { pageStorage } from './page-storage.ts';
import { readHint, type SessionHint } from './sessionHint.ts';

/** What windows of one browser profile tell each other about who is signed in. */
const Message = z.discriminatedUnion('kind', [
  /** `token` only where no cookie carries it. */
  z.object({ kind: z.literal('signed-in'), token: z.string().nullable() }),
  z.object({ kind: z.literal('signed-out') }),
  /** A new window without cookies asks for the token. */
  z.object({ kind: z.literal('hello') }),
]);
export type SessionMessage = z.infer<typeof Message>;

const KEY = 'citywhistle.session';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(KEY);

export function tell(message: SessionMessage): void {
  channel?.postMessage(message);
}

/** Calls back for each message of another window; returns how to stop. */
export function onSessionMessage(listener: (message: SessionMessage) => void): () => void {
  if (channel === null) return () => undefined;
  const hear = ({ data }: MessageEvent<unknown>): void => {
    const parsed = Message.safeParse(data);
    if (parsed.success) listener(parsed.data);
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}

/** Calls back when another window has kept or forgotten who is signed in; returns how to stop. */
export function onHintKept(listener: () => void): () => void {
  const look = ({ key }: StorageEvent): void => {
    if (key === KEY) listener();
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}

export const hint = (): SessionHint | null => readHint(pageStorage()?.getItem(KEY) ?? null);
export const keepHint = (known: SessionHint): void => pageStorage()?.setItem(KEY, JSON.stringify(known));
/** Nobody is signed in; whom it was last stays, for the next sign-in. */
export const forgetHint = (): void => {
  const known = hint();
  if (known !== null) keepHint({ ...known, expiresAt: 0 });
};
