import { z } from 'zod';
import { openChannel } from '../../base/channel.ts';
import { pageStorage } from '../../base/storage.ts';
import { readHint, type SessionHint, SIGNED_OUT } from './sessionHint.ts';

/** Messages between the windows of one browser profile about who is signed in. */
const Message = z.discriminatedUnion('kind', [
  /** `token` only where no cookie carries it. */
  z.object({ kind: z.literal('signed-in'), token: z.string().nullable() }),
  z.object({ kind: z.literal('signed-out') }),
  /** A new window without cookies requests the token. */
  z.object({ kind: z.literal('hello') }),
]);

const KEY = 'citywhistle.session';
/** To the other windows, and from them. */
export const { post: postSession, subscribe: onSessionMessage } = openChannel(KEY, Message);

/** Calls back when another window stored a sign-in or a sign-out. Returns a function that unsubscribes. */
export function onHintStored(listener: () => void): () => void {
  const look = ({ key }: StorageEvent): void => {
    if (key === KEY) listener();
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}

export const storedHint = (): SessionHint | null => readHint(pageStorage()?.getItem(KEY) ?? null);
export const storeHint = (known: SessionHint): void => pageStorage()?.setItem(KEY, JSON.stringify(known));
/** Stores that nobody is signed in; the operator is kept for the next sign-in. */
export const storeSignOut = (): void => {
  const known = storedHint();
  if (known !== null) storeHint({ ...known, expiresAt: SIGNED_OUT });
};
