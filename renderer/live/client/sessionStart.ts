import { sessionToken, setSessionToken } from './identity.ts';
import { askSession, keepSession, sessionEnded, useSession, watchExpiry } from './session.ts';
import { onHintKept, onSessionMessage, postSession } from './sessionChannel.ts';

/** How often activity is reported to the service, whose idle limit is minutes. */
const KEEP_EVERY_MS = 60_000;
const WATCH_EVERY_MS = 5_000;

/** Follows sign-in and lock in other windows, and extends the session on activity here. Returns a function to stop. */
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
  // Windows run in separate processes: the stored session may reach another window after the message.
  const stopLooking = onHintKept(() => {
    if (useSession.getState().info === null) void askSession();
  });
  const timer = setInterval(watchExpiry, WATCH_EVERY_MS);
  // In the capture phase, since dialogs may stop the propagation of their keys.
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
