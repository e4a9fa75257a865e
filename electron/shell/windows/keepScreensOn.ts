import type { PowerSaveBlocker } from 'electron';

/** Keeps the screens on while a wall is up; asking twice for the same is nothing. */
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
