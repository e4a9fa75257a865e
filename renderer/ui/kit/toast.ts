import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';

export type ToastText = { kind: 'done' | 'failed'; text: string };

/** Long enough to be read after a look at another monitor; the pointer or the focus on it stops the time. */
const SHOWN_MS = 6000;

export const toasts = new ToastQueue<ToastText>({ maxVisibleToasts: 3 });

/** Says for some seconds what became of an act. What must not be missed belongs into the window itself. */
export function toast(kind: ToastText['kind'], text: string): void {
  toasts.add({ kind, text }, { timeout: SHOWN_MS });
}
