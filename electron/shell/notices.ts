/** How many keys are remembered to detect repetitions, since every window reports the same event. */
const MAX_REMEMBERED = 200;

/** A desktop notification. `key` identifies the event: several windows reporting it cause one notification. */
export type Notice = { key: string; title: string; body: string };

/**
 * Shows desktop notifications while no window of the console has the focus; otherwise the window itself shows the event. A
 * click focuses the window that reported it.
 */
export function createNotices(desktop: {
  hasFocus(): boolean;
  show(notice: Notice, clicked: () => void): void;
}): (notice: Notice, focusWindow: () => void) => void {
  const shown = new Set<string>();
  return (notice, focusWindow) => {
    if (shown.has(notice.key)) return;
    shown.add(notice.key);
    for (const oldest of shown) {
      if (shown.size <= MAX_REMEMBERED) break;
      shown.delete(oldest);
    }
    if (!desktop.hasFocus()) desktop.show(notice, focusWindow);
  };
}
