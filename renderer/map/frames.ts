/** Draws one frame; `time` in ms, from the window. */
type Draw = (time: number) => void;
/** Functions to request and cancel frames: those of the window, or a test's. */
export type FrameSource = { request(run: Draw): number; cancel(id: number): void };

/** How long frames continue after the last activity, such as a pending request or a pause while dragging; ms. */
const ACTIVE_MS = 600;

/**
 * Stops the animation loop of deck.gl while nothing changes. By default deck.gl requests sixty frames a second, which
 * takes a tenth of a core on an idle wall. Here the frames stop after a while without activity, and continue with
 * `wake`.
 */
export class Frames {
  readonly #source: FrameSource;
  readonly #now: () => number;
  #activeUntil = 0;
  #pausedDraw: Draw | null = null;
  #requestId: number | null = null;

  /** `now`: any steady clock, ms. */
  constructor(source: FrameSource, now: () => number) {
    this.#source = source;
    this.#now = now;
    this.wake();
  }

  /** Call when something changed or may change soon. */
  wake(): void {
    this.#activeUntil = this.#now() + ACTIVE_MS;
    if (this.#pausedDraw === null) return;
    const run = this.#pausedDraw;
    this.#pausedDraw = null;
    this.#requestId = this.#source.request(run);
  }

  /**
   * With the signatures of requestAnimationFrame and cancelAnimationFrame. Only one frame is pending, so one id
   * suffices.
   */
  readonly provider = {
    requestAnimationFrame: (run: Draw): number => {
      if (this.#now() < this.#activeUntil) this.#requestId = this.#source.request(run);
      else this.#pausedDraw = run;
      return 1;
    },
    cancelAnimationFrame: (): void => {
      this.#pausedDraw = null;
      if (this.#requestId !== null) this.#source.cancel(this.#requestId);
      this.#requestId = null;
    },
  };
}
