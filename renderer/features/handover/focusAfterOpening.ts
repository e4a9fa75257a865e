/**
 * Gives the focus to what a part of a dialog begins with. After the effects of this turn: a dialog opens itself in one of
 * them, later than those of its content, and would take the focus to its first button.
 */
export function focusIn(element: HTMLElement | null): void {
  queueMicrotask(() => element?.focus());
}
