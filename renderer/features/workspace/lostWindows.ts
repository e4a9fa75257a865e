import type { HallView } from '../../../shared/layout/hallView.ts';

/**
 * Which windows of the layout in force were open and are not any more: somebody closed them, or they died. A switch of
 * the profile begins anew, and so does a window that never came (the browser held it back: another note tells of that).
 */
export class GoneWindows {
  readonly #seen = new Set<string>();
  #turn: number | null = null;

  /** Takes the next view; the ids of the windows that are gone, in the layout's order. */
  take({ turn, windows }: Pick<HallView, 'turn' | 'windows'>): string[] {
    if (turn !== this.#turn) this.#seen.clear();
    this.#turn = turn;
    for (const { id, open } of windows) if (open) this.#seen.add(id);
    return windows.filter(({ id, open }) => !open && this.#seen.has(id)).map(({ id }) => id);
  }

  /** The operator knows; they are told of again once they were open again. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#seen.delete(id);
  }
}
