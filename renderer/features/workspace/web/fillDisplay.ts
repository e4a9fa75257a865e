import type { WorkspaceWindow } from '../../../../shared/layout/workspaceView.ts';
import { screenOf } from './screens.ts';

let stopListening: (() => void) | null = null;

/** Waits no longer for the operator's action. */
export function cancelFillDisplay(): void {
  stopListening?.();
  stopListening = null;
}

/**
 * Full screen on the display of the place. A browser may require a user action in this very window for it: the first key
 * or click counts as one. `onActivation` is told when the window begins to wait for it, and when it ends.
 */
export async function fillDisplay(
  place: WorkspaceWindow,
  onActivation: (needed: boolean) => void,
): Promise<void> {
  cancelFillDisplay();
  const options = Object.assign({ navigationUI: 'hide' as const }, { screen: screenOf(place) ?? undefined });
  const request = async (): Promise<boolean> => {
    try {
      await document.documentElement.requestFullscreen(options);
      return true;
    } catch {
      return false;
    }
  };
  if (await request()) return;
  onActivation(true);
  const onAction = (): void => {
    cancelFillDisplay();
    void request();
  };
  addEventListener('keydown', onAction, { once: true });
  addEventListener('pointerdown', onAction, { once: true });
  stopListening = () => {
    onActivation(false);
    removeEventListener('keydown', onAction);
    removeEventListener('pointerdown', onAction);
  };
}
