import type { WorkspaceView } from '../../../shared/layout/workspaceView.ts';

/**
 * Which windows of the layout in force were open and are open no longer: closed by somebody, or crashed. A switch of the
 * profile starts anew. A window that never opened does not count: the note about blocked windows names it.
 */
export class LostWindows {
  readonly #seen = new Set<string>();
  #turn: number | null = null;

  /** Takes the next view; returns the ids of lost windows, in the layout's order. */
  update({ turn, windows }: Pick<WorkspaceView, 'turn' | 'windows'>): string[] {
    if (turn !== this.#turn) this.#seen.clear();
    this.#turn = turn;
    for (const { id, open } of windows) if (open) this.#seen.add(id);
    return windows.filter(({ id, open }) => !open && this.#seen.has(id)).map(({ id }) => id);
  }

  /** The operator wants them no more; they can be lost again once they were open again. */
  dismiss(ids: readonly string[]): void {
    for (const id of ids) this.#seen.delete(id);
  }
}
