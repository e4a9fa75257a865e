import type { Rectangle } from 'electron';
import type { Display } from '../../../shared/layout/display.ts';
import { displayUnder } from '../../../shared/layout/rememberLayout.ts';
import { CrashBudget } from '../crashBudget.ts';
import type { ShellWindow } from './openWindow.ts';
import { fillsPlace, isSamePlace, type Place, placeWindow } from './placeWindow.ts';
import { afterUnmaximise, boundsForFrame, movedTo, type RestingPlace } from './restingPlace.ts';

/** Dragging a window causes a burst of events; act this long after the last one, ms. */
const QUIET_MS = 400;
/** How long the window manager may take to move a window, or to draw its frame; ms. */
const REST_MS = 1000;
/** A window manager that ends full screen more often than this within a minute is not opposed any longer. */
const MAX_RETRIES = 3;
const RETRY_WINDOW_MS = 60_000;

/** The functions of the window manager that a watched window uses. */
export type WindowContext = {
  /** Its current place in the layout; undefined if it has none any more. */
  place(): Place | undefined;
  displays(): readonly Display[];
  /** False under Wayland, where a program can neither move a window nor read its position. */
  canPosition: boolean;
  /** True while the window is being removed, or the program ends. */
  leaving(): boolean;
  /** Whether it should get the keyboard when it is shown. */
  activate(): boolean;
  shown(): void;
  focused(): void;
  /** Called after it was moved or resized. */
  moved(): void;
  closed(): void;
  now(): number;
  later(ms: number, act: () => void): () => void;
};

export type WatchedWindow = {
  /** Moves the window to its place, unless it is there already. */
  place(): void;
  /**
   * The bounds to which the operator moved it, including the frame; they become its new place. Null if it was not moved,
   * or while a move by the program is under way.
   */
  takeUserMove(): Rectangle | null;
};

/**
 * Shows a window once its page is ready, moves it to its place and keeps it there. The window is never changed within an
 * event handler: on Windows events precede the change, so reacting at once would cause the next event.
 */
export function watchWindow(window: ShellWindow, context: WindowContext): WatchedWindow {
  const retries = new CrashBudget(MAX_RETRIES, RETRY_WINDOW_MS);
  let requested: Place | null = null;
  let rest: RestingPlace | null = null;
  let cancelRest: (() => void) | null = null;
  let cancelMoved: (() => void) | null = null;
  let cancelCheck: (() => void) | null = null;
  /** Empty if the window's bounds cannot be read, so that its display is unknown. */
  const displays = () => (context.canPosition ? context.displays() : []);

  const isInPlace = (next: Place): boolean => {
    if (requested === null || !isSamePlace(requested, next) || !fillsPlace(window, next, displays()))
      return false;
    if (next.shape !== 'free' || !context.canPosition || cancelRest !== null) return true;
    return rest !== null && movedTo(rest, window.getBounds()) === null;
  };
  const waitForRest = (place: Place, mayCut: boolean) => {
    rest = null;
    cancelRest?.();
    cancelRest = context.later(REST_MS, () => {
      cancelRest = null;
      if (window.isDestroyed() || !context.canPosition) return;
      rest = { requested: place.bounds, actual: window.getBounds() };
      const cut = mayCut && place.shape === 'free' ? boundsForFrame(rest) : null;
      if (cut === null) return;
      window.setBounds(cut);
      waitForRest(place, false);
    });
  };
  const place = () => {
    const next = context.place();
    if (next === undefined || window.isDestroyed() || isInPlace(next)) return;
    requested = next;
    placeWindow(window, next);
    waitForRest(next, window.isVisible());
  };

  window.once('ready-to-show', () => {
    if (context.place() === undefined || window.isDestroyed()) return;
    if (context.activate()) window.show();
    else window.showInactive();
    // Showing it adds the frame, so it is placed again.
    requested = null;
    place();
    context.shown();
  });
  const checkFullScreen = () => {
    cancelCheck?.();
    cancelCheck = context.later(QUIET_MS, () => {
      const wanted = context.place();
      if (wanted === undefined || context.leaving() || window.isDestroyed()) return;
      // Some window managers have a shortcut that ends full screen; on a wall it is undone.
      if (wanted.shape === 'full' && !window.isFullScreen() && retries.spend(context.now())) place();
    });
  };
  window.on('leave-full-screen', checkFullScreen);
  const moved = () => {
    cancelMoved?.();
    cancelMoved = context.later(QUIET_MS, () => {
      if (!context.leaving() && !window.isDestroyed()) context.moved();
    });
  };
  window.on('move', moved);
  window.on('resize', moved);
  window.on('focus', context.focused);
  window.on('closed', () => {
    for (const cancel of [cancelRest, cancelMoved, cancelCheck]) cancel?.();
    context.closed();
  });

  const userBounds = (wanted: Place): Rectangle | null => {
    if (rest === null || window.isMinimized() || window.isFullScreen()) return null;
    if (window.isMaximized()) return maximisedArea(window, wanted, context.displays());
    return movedTo(wanted.shape === 'free' ? rest : afterUnmaximise(rest), window.getBounds());
  };
  return {
    place,
    takeUserMove: () => {
      const wanted = context.place();
      if (!context.canPosition || wanted === undefined || window.isDestroyed()) return null;
      const bounds = wanted.shape === 'full' ? null : userBounds(wanted);
      if (bounds === null) return null;
      requested = { bounds, shape: window.isMaximized() ? 'maximised' : 'free' };
      rest = { requested: bounds, actual: window.getBounds() };
      return bounds;
    },
  };
}

/** The work area filled by a maximised window, if that is not its place; null if it is. */
function maximisedArea(window: ShellWindow, wanted: Place, displays: readonly Display[]): Rectangle | null {
  const display = displayUnder(window.getBounds(), displays);
  if (display === null) return null;
  const belongs = wanted.shape === 'maximised' && displayUnder(wanted.bounds, displays)?.id === display.id;
  return belongs ? null : display.workArea;
}
