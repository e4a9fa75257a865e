import { sessionToken, setSessionToken } from './identity.ts';
import { askSession, keepSession, sessionEnded, useSession, watchExpiry } from './session.ts';
import { onHintKept, onSessionMessage, postSession } from './sessionChannel.ts';

/** How often activity is reported to the service, whose idle limit is minutes. */
const KEEP_EVERY_MS = 60_000;
const WATCH_EVERY_MS = 5_000;

/** Follows sign-in and lock of the other windows and keeps the session while somebody works here. Returns how to stop. */
export function startSession(): () => void {
  let keptAt = 0;
  const used = (): void => {
    const now = Date.now();
    if (useSession.getState().info === null || Math.abs(now - keptAt) < KEEP_EVERY_MS) return;
    keptAt = now;
    void keepSession();
  };
  const stopHearing = onSessionMessage((message) => {
    if (message.kind === 'signed-out') {
      setSessionToken(null);
      sessionEnded();
    } else if (message.kind === 'signed-in') {
      if (message.token !== null) setSessionToken(message.token);
      void askSession();
    } else if (sessionToken() !== null) postSession({ kind: 'signed-in', token: sessionToken() });
  });
  // Windows live in processes of their own: what one kept of its session may reach another after its message did.
  const stopLooking = onHintKept(() => {
    if (useSession.getState().info === null) void askSession();
  });
  const timer = setInterval(watchExpiry, WATCH_EVERY_MS);
  // On the way down: who works in a dialog that keeps its keys to itself works too.
  addEventListener('keydown', used, { passive: true, capture: true });
  addEventListener('pointerdown', used, { passive: true, capture: true });
  postSession({ kind: 'hello' });
  void askSession();
  return () => {
    stopHearing();
    stopLooking();
    clearInterval(timer);
    removeEventListener('keydown', used, { capture: true });
    removeEventListener('pointerdown', used, { capture: true });
  };
}
