import type { Rectangle } from 'electron';
import type { Display } from '../../../shared/layout/display.ts';
import { displayUnder } from '../../../shared/layout/rememberLayout.ts';
import { CrashBudget } from '../crashBudget.ts';
import type { ShellWindow } from './openWindow.ts';
import { fillsPlace, isSamePlace, type Place, placeWindow } from './placeWindow.ts';
import { cutToFrame, freed, movedTo, type RestingPlace } from './restingPlace.ts';

/** A window that is dragged makes a burst of events; what counts is the end. ms */
const QUIET_MS = 400;
/** How long the window manager may take to move a window, or to draw its frame; ms. */
const REST_MS = 1000;
/** A window manager that takes a window out of full screen more often than this within a minute has its way. */
const RETRIES = 3;
const RETRY_WINDOW_MS = 60_000;

/** What the care for one window needs of the window manager, and tells it. */
export type WindowContext = {
  /** Its place as the layout has it now; undefined when it has none any more. */
  place(): Place | undefined;
  displays(): readonly Display[];
  /** False under Wayland, where nobody may move a window or learn where it is. */
  canPosition: boolean;
  /** It is being taken away, or the program ends. */
  leaving(): boolean;
  /** Its page can be seen from now on. `activate`: it is to have the keyboard. */
  activate(): boolean;
  shown(): void;
  focused(): void;
  /** It was moved, or changed its size, after it had come to rest. */
  moved(): void;
  closed(): void;
  now(): number;
  later(ms: number, act: () => void): () => void;
};

export type WatchedWindow = {
  /** Brings the window to its place; nothing when it rests there already. */
  place(): void;
  /**
   * Where a person moved it to since it came to rest, frame included; it rests there from now on. Null when nobody did,
   * or while it is not at rest.
   */
  takeUserMove(): Rectangle | null;
};

/**
 * Shows a window once it has something to show, brings it to its place and keeps it there. Events of the window manager
 * are never answered from within: Windows tells of a change before it happens, so that an answer would cause the next one.
 */
export function watchWindow(window: ShellWindow, context: WindowContext): WatchedWindow {
  const retries = new CrashBudget(RETRIES, RETRY_WINDOW_MS);
  let requested: Place | null = null;
  let rest: RestingPlace | null = null;
  let cancelRest: (() => void) | null = null;
  let cancelMoved: (() => void) | null = null;
  let cancelCheck: (() => void) | null = null;
  /** Empty where a window's own bounds do not tell on which display it is. */
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
      const cut = mayCut && place.shape === 'free' ? cutToFrame(rest) : null;
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
    // Its frame comes with its showing.
    requested = null;
    place();
    context.shown();
  });
  const checkFullScreen = () => {
    cancelCheck?.();
    cancelCheck = context.later(QUIET_MS, () => {
      const wanted = context.place();
      if (wanted === undefined || context.leaving() || window.isDestroyed()) return;
      // Some window managers keep a key of their own for this; a wall does not heed it.
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
    return movedTo(wanted.shape === 'free' ? rest : freed(rest), window.getBounds());
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

/** The work area that a maximised window fills, where its place is another; null when it is where it belongs. */
function maximisedArea(window: ShellWindow, wanted: Place, displays: readonly Display[]): Rectangle | null {
  const display = displayUnder(window.getBounds(), displays);
  if (display === null) return null;
  const belongs = wanted.shape === 'maximised' && displayUnder(wanted.bounds, displays)?.id === display.id;
  return belongs ? null : display.workArea;
}
