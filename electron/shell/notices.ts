/** So many notices are remembered: each window of the console tells of the same event. */
const REMEMBERED = 200;

/** A desktop notice. `key` names the event; two windows that tell of one event are one notice. */
export type Notice = { key: string; title: string; body: string };

/**
 * Notices of the desktop, while no window of the console has the keyboard: whoever works in one sees what it says. A
 * click brings the window that told of it to the front.
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
      if (shown.size <= REMEMBERED) break;
      shown.delete(oldest);
    }
    if (!desktop.hasFocus()) desktop.show(notice, focusWindow);
  };
}
