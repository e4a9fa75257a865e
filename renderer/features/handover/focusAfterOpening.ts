/**
 * Focuses an element of a dialog once the dialog is open. A dialog opens itself in an effect that runs after those of its
 * content, and then focuses its first button; a microtask runs after all of them.
 */
export function focusAfterOpening(element: HTMLElement | null): void {
  queueMicrotask(() => element?.focus());
}
