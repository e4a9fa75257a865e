import { useEffect } from 'react';

/** Keeps the screen on while a wall is shown. The browser releases the lock when the window is hidden, so it is requested again. */
export function useScreenAwake(on: boolean): void {
  useEffect(() => {
    if (!on || !('wakeLock' in navigator)) return;
    let held: WakeLockSentinel | null = null;
    let stopped = false;
    const request = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || stopped) return;
      try {
        held = await navigator.wakeLock.request('screen');
        if (stopped) await held.release();
      } catch {
        // Low battery, or forbidden by the system: the screen then sleeps as the system decides.
      }
    };
    void request();
    const onVisibility = (): void => void request();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      stopped = true;
      document.removeEventListener('visibilitychange', onVisibility);
      void held?.release();
    };
  }, [on]);
}
