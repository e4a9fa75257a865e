import { sessionToken, setSessionToken } from './identity.ts';
import { extendSession, fetchSession, handleSessionEnd, lockIfExpired, useSession } from './session.ts';
import { onHintStored, onSessionMessage, postSession } from './sessionChannel.ts';

/** How often activity is reported to the service, whose idle limit is minutes. */
const REPORT_INTERVAL_MS = 60_000;
const EXPIRY_CHECK_MS = 5_000;

/** Follows sign-in and lock in other windows, and extends the session on activity here. Returns a function to stop. */
export function startSession(): () => void {
  let reportedAt = 0;
  const onActivity = (): void => {
    const now = Date.now();
    if (useSession.getState().info === null || Math.abs(now - reportedAt) < REPORT_INTERVAL_MS) return;
    reportedAt = now;
    void extendSession();
  };
  const stopMessages = onSessionMessage((message) => {
    if (message.kind === 'signed-out') {
      setSessionToken(null);
      handleSessionEnd();
    } else if (message.kind === 'signed-in') {
      if (message.token !== null) setSessionToken(message.token);
      void fetchSession();
    } else if (sessionToken() !== null) postSession({ kind: 'signed-in', token: sessionToken() });
  });
  // Windows run in separate processes: the stored session may reach another window after the message.
  const stopHintEvents = onHintStored(() => {
    if (useSession.getState().info === null) void fetchSession();
  });
  const timer = setInterval(lockIfExpired, EXPIRY_CHECK_MS);
  // In the capture phase, since dialogs may stop the propagation of their keys.
  addEventListener('keydown', onActivity, { passive: true, capture: true });
  addEventListener('pointerdown', onActivity, { passive: true, capture: true });
  postSession({ kind: 'hello' });
  void fetchSession();
  return () => {
    stopMessages();
    stopHintEvents();
    clearInterval(timer);
    removeEventListener('keydown', onActivity, { capture: true });
    removeEventListener('pointerdown', onActivity, { capture: true });
  };
}
