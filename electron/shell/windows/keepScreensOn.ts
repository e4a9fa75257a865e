import type { PowerSaveBlocker } from 'electron';

/** Returns a function that keeps the screens on, or no longer. Repeated calls with the same value have no effect. */
export function keepScreensOn(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): (on: boolean) => void {
  let held: number | null = null;
  return (on) => {
    if (on && held === null) held = blocker.start('prevent-display-sleep');
    if (!on && held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
