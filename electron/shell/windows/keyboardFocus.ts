import type { ShellWindow } from './openWindow.ts';

/** How long after an arrangement a wall that is shown may not take the keyboard; ms. */
const GUARD_MS = 3000;

/** Which window has the keyboard. The desktop may activate a window that is shown, although nobody chose it. */
export class KeyboardFocus {
  readonly #windowOf: (id: string) => ShellWindow | undefined;
  readonly #now: () => number;
  #chosen: string | null = null;
  #guardedUntil = 0;

  constructor(windowOf: (id: string) => ShellWindow | undefined, now: () => number) {
    this.#windowOf = windowOf;
    this.#now = now;
  }

  /** Windows are being arranged: for a while, the keyboard is returned to the chosen window. */
  guard(): void {
    this.#guardedUntil = this.#now() + GUARD_MS;
  }

  isChosen(id: string): boolean {
    return this.#chosen === id;
  }

  /** Gives a window the keyboard. A hidden one gets it when it is shown. */
  give(id: string): void {
    this.#chosen = id;
    this.#windowOf(id)?.focus();
  }

  /** Returns the keyboard to the chosen window, while guarded. */
  restore(): void {
    if (this.#now() >= this.#guardedUntil || this.#chosen === null) return;
    const window = this.#windowOf(this.#chosen);
    if (window?.isVisible() && !window.isFocused()) window.focus();
  }
}
