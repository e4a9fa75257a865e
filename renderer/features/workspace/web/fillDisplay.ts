import type { WorkspaceWindow } from '../../../../shared/layout/workspaceView.ts';
import { delay } from './delay.ts';
import { screenOf } from './screens.ts';

/** How often a window that may fill its display by itself tries again: browsers refuse it for seconds after an exit. ms */
const AGAIN_MS = 2000;
/** A request made while the window is still being moved may get no answer at all. ms */
const UNANSWERED_MS = 4000;

let filling: AbortController | null = null;

/** This window has to fill its display no longer; it stays as it is. */
export function cancelFillDisplay(): void {
  filling?.abort();
  filling = null;
}

/**
 * Full screen on the display of the place, and from then on whenever it is lost, until `cancelFillDisplay`. A browser may
 * require a user action in this very window for it, and leaves full screen when somebody presses Esc or the page is
 * loaded again: the next key or click requests it anew. Browsers do not take every one for an action (not Esc, and a
 * touch only when it ends), so it goes on until one of them succeeds. Where the browser's policy needs no action, the
 * window tries by itself. `onActivation` is told when the window begins to wait for an action, and when it ends.
 */
export async function fillDisplay(
  place: WorkspaceWindow,
  onActivation: (needed: boolean) => void,
): Promise<void> {
  cancelFillDisplay();
  const own = new AbortController();
  filling = own;
  const { signal } = own;
  const options = Object.assign({ navigationUI: 'hide' as const }, { screen: screenOf(place) ?? undefined });
  let isRequesting = false;
  let isWaiting = false;
  const update = (): void => {
    const waits = !signal.aborted && !isRequesting && document.fullscreenElement === null;
    if (waits !== isWaiting) onActivation(waits);
    isWaiting = waits;
  };
  /** One at a time: each uses up the user's action, which a key that opens windows needs as well. */
  const request = async (): Promise<void> => {
    isRequesting = true;
    try {
      await Promise.race([document.documentElement.requestFullscreen(options), delay(UNANSWERED_MS)]);
    } catch {
      // Not without an action.
    }
    isRequesting = false;
    update();
  };
  const onAction = (): void => {
    if (isWaiting && !isRequesting) void request();
  };
  const tryAlone = async (): Promise<void> => {
    if (isWaiting && !isRequesting && (await needsNoAction()) && !signal.aborted) await request();
  };
  const again = setInterval(() => void tryAlone(), AGAIN_MS);
  signal.addEventListener('abort', () => {
    clearInterval(again);
    update();
  });
  document.addEventListener('fullscreenchange', update, { signal });
  addEventListener('keydown', onAction, { signal, capture: true });
  addEventListener('pointerup', onAction, { signal, capture: true });
  await request();
}

/** Whether the policy of this browser lets windows of the console fill their display without an action. */
async function needsNoAction(): Promise<boolean> {
  try {
    const permission = Object.assign({ name: 'fullscreen' as PermissionName }, { allowWithoutGesture: true });
    return (await navigator.permissions.query(permission)).state === 'granted';
  } catch {
    return false;
  }
}
