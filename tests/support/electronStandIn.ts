import { EventEmitter } from 'node:events';
import type { Input, Rectangle } from 'electron';
import type { ShellWindow } from '../../electron/shell/windows/openWindow.ts';
import type { Display } from '../../shared/layout/display.ts';
import { displayUnder } from '../../shared/layout/rememberLayout.ts';

/** Replaces the 'electron' module under Node: tests inject stand-ins, and an accidental import has no functions. */
export default {};

/** Electron's windows behave differently on each; see the methods of `StandInWindow`. */
export type Platform = 'windows' | 'x11' | 'wayland';

/** What an X11 window manager draws around a window; px. */
const FRAME = { left: 2, top: 28 };
/** Windows draws a maximised window this much larger than the work area, on every side; px. */
const MAXIMISED_BORDER = 8;
/** How long the X server and the window manager take to answer, ms. */
const X11_ANSWER_MS = 20;

type Timer = { at: number; run: () => void };

/**
 * A desktop with displays and windows as Electron shows them, traps included: bounds go wrong on the first move between
 * displays of different scale factors, a display that goes has its windows shoved to another one before anybody is
 * told,
 * leaving full screen restores older bounds, and one cable makes several events. Time passes when the test says so.
 */
export class StandInDesktop {
  readonly windows: StandInWindow[] = [];
  /** Stacking order of the windows, lowest first. */
  readonly stack: StandInWindow[] = [];
  readonly platform: Platform;
  displays: Display[];
  /** How often the last window was destroyed, which would end the program. */
  timesWithoutWindow = 0;
  #listeners: (() => void)[] = [];
  #timers: Timer[] = [];
  #now = 0;

  constructor(displays: readonly Display[], platform: Platform) {
    this.displays = [...displays];
    this.platform = platform;
  }

  now = (): number => this.#now;

  later = (ms: number, act: () => void): (() => void) => {
    const timer = { at: this.#now + ms, run: act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  onDisplays = (listener: () => void): void => {
    this.#listeners.push(listener);
  };

  /** Advances the time and runs the timers that are due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  /** Other displays from now on; the system shoves windows off those that went. */
  plug(displays: readonly Display[]): void {
    this.displays = [...displays];
    const [first] = displays;
    for (const window of this.windows) {
      if (window.isDestroyed() || first === undefined) continue;
      if (displayUnder(window.visibleBounds(), displays) === null) window.moveBySystem(first.workArea);
    }
    for (let times = 0; times < 3; times += 1) for (const listener of this.#listeners) listener();
  }

  open(bounds: Rectangle): StandInWindow {
    const window = new StandInWindow(this, bounds, this.windows.length + 1);
    this.windows.push(window);
    this.stack.push(window);
    return window;
  }

  raise(window: StandInWindow): void {
    this.stack.splice(this.stack.indexOf(window), 1);
    this.stack.push(window);
  }

  scaleAt(bounds: Rectangle): number {
    return this.platform === 'windows' ? (displayUnder(bounds, this.displays)?.scaleFactor ?? 1) : 1;
  }
}

type StandInContents = EventEmitter & {
  id: number;
  sent: unknown[][];
  setWindowOpenHandler(): void;
  forcefullyCrashRenderer(): void;
  send(...parts: unknown[]): void;
};

export class StandInWindow extends EventEmitter {
  /** The calls made on this window, in words. */
  readonly log: string[] = [];
  address = '';
  focused = false;
  visible = false;
  readonly #desktop: StandInDesktop;
  readonly #contents: StandInContents;
  /** The result of `getBounds`, except under Wayland. */
  #bounds: Rectangle;
  #normal: Rectangle;
  #full = false;
  #maximised = false;
  #destroyed = false;
  /** X11: the requested position of the frame; null once the window manager has moved it. */
  #requestedBounds: Rectangle | null = null;

  constructor(desktop: StandInDesktop, bounds: Rectangle, id: number) {
    super();
    this.#desktop = desktop;
    this.#bounds = bounds;
    this.#normal = bounds;
    const sent: unknown[][] = [];
    this.#contents = Object.assign(new EventEmitter(), {
      id,
      sent,
      setWindowOpenHandler: () => undefined,
      forcefullyCrashRenderer: () => this.crash('killed'),
      send: (...parts: unknown[]) => sent.push(parts),
    });
  }

  get webContents(): StandInContents {
    this.#assertAlive();
    return this.#contents;
  }

  loadURL = async (address: string): Promise<void> => {
    this.#assertAlive();
    this.address = address;
    this.log.push(`load ${address.slice(0, 60)}`);
  };
  reload = (): void => {
    this.#assertAlive();
    this.log.push('reload');
  };
  /** Shows and activates. */
  show = (): void => {
    this.showInactive();
    if (this.#desktop.platform !== 'wayland') this.#activate();
  };
  showInactive = (): void => {
    this.#assertAlive();
    if (this.visible) return;
    this.visible = true;
    if (this.#desktop.platform === 'x11' && !this.#full) this.#placeOnX11(this.#bounds);
  };
  isVisible = (): boolean => this.#assertAlive() && this.visible;
  isMinimized = (): boolean => this.#assertAlive() && false;
  restore = (): void => void this.#assertAlive();
  isMaximized = (): boolean => this.#assertAlive() && this.#maximised;
  isFocused = (): boolean => this.#assertAlive() && this.focused;
  /** Void while the window is hidden, and under Wayland. */
  focus = (): void => {
    this.#assertAlive();
    if (this.visible && this.#desktop.platform !== 'wayland') this.#activate();
  };
  moveTop = (): void => {
    this.#assertAlive();
    if (this.#desktop.platform !== 'wayland') this.#desktop.raise(this);
  };
  /** Wayland does not report the position of a window. */
  getBounds = (): Rectangle => {
    this.#assertAlive();
    return this.#desktop.platform === 'wayland' ? { ...this.#bounds, x: 0, y: 0 } : { ...this.#bounds };
  };
  isFullScreen = (): boolean => this.#assertAlive() && this.#full;
  /** Neither Windows nor Linux distinguishes kiosk from full screen. */
  isKiosk = (): boolean => this.isFullScreen();
  setKiosk = (on: boolean): void => this.setFullScreen(on);
  isDestroyed = (): boolean => this.#destroyed;

  setBounds = (bounds: Rectangle): void => {
    this.#assertAlive();
    if (this.#desktop.platform === 'wayland') return;
    this.#maximised = false;
    if (this.#desktop.platform === 'x11') {
      this.#bounds = { ...bounds };
      if (this.visible) this.#placeOnX11(bounds);
      this.emit('move');
      return;
    }
    const ratio = this.#desktop.scaleAt(this.#bounds) / this.#desktop.scaleAt(bounds);
    const width = Math.round(bounds.width * ratio);
    const height = Math.round(bounds.height * ratio);
    this.#bounds = { x: bounds.x, y: bounds.y, width, height };
    this.emit('move');
  };

  /** Also shows a hidden window. */
  maximize = (): void => {
    this.showInactive();
    if (this.#maximised) return;
    this.#normal = this.#bounds;
    this.#maximised = true;
    this.#requestedBounds = null;
    const area = displayUnder(this.#bounds, this.#desktop.displays)?.workArea ?? this.#bounds;
    this.#bounds = this.#maximisedIn(area);
    this.emit('maximize');
    this.emit('resize');
  };
  unmaximize = (): void => {
    this.#assertAlive();
    if (!this.#maximised) return;
    this.#maximised = false;
    this.#bounds = this.#normal;
    this.emit('unmaximize');
    this.emit('resize');
  };

  /**
   * Windows tells before the state changes, and also of what changes nothing. Linux changes the state at once and tells
   * when the window manager answers; a hidden window is shown by it, and activated.
   */
  setFullScreen = (on: boolean): void => {
    this.#assertAlive();
    const name = on ? 'enter-full-screen' : 'leave-full-screen';
    if (this.#desktop.platform === 'windows') {
      this.emit(name);
      if (!this.#destroyed) this.#applyFullScreen(on);
      return;
    }
    if (on === this.#full) return;
    if (on && !this.visible) this.show();
    if (!this.visible) return;
    this.#applyFullScreen(on);
    this.#desktop.later(X11_ANSWER_MS, () => {
      if (!this.#destroyed) this.emit(name);
    });
  };

  destroy = (): void => {
    this.#assertAlive();
    this.#destroyed = true;
    this.focused = false;
    this.#desktop.stack.splice(this.#desktop.stack.indexOf(this), 1);
    if (this.#desktop.stack.length === 0) this.#desktop.timesWithoutWindow += 1;
    this.emit('closed');
  };

  /** The cross in the corner, Alt+F4, or the task bar's menu. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }

  /** True when the key reached the page. */
  press(key: Partial<Input>): boolean {
    let prevented = false;
    const blank = { type: 'keyDown', key: '', control: false, meta: false, alt: false, shift: false };
    this.webContents.emit(
      'before-input-event',
      { preventDefault: () => (prevented = true) },
      { ...blank, ...key },
    );
    return !prevented;
  }

  crash(reason: string): void {
    this.webContents.emit('render-process-gone', {}, { reason });
  }

  /** The operator drags the window so that its visible part has these bounds. */
  drag(bounds: Rectangle): void {
    this.#maximised = false;
    this.#requestedBounds = null;
    this.#bounds = this.#clientIn(bounds);
    this.emit('move');
  }

  /** The system moves the window, not the operator. */
  moveBySystem(area: Rectangle): void {
    this.#full = false;
    this.#maximised = false;
    this.#requestedBounds = null;
    this.#bounds = { ...this.#bounds, x: area.x, y: area.y };
    this.emit('move');
  }

  /** What a person sees of it: with the frame that X11 hides from `getBounds`, without the border Windows hides. */
  visibleBounds(): Rectangle {
    const { x, y, width, height } = this.#bounds;
    if (this.#maximised) return displayUnder(this.#bounds, this.#desktop.displays)?.workArea ?? this.#bounds;
    if (this.#desktop.platform !== 'x11' || this.#full || !this.visible) return { ...this.#bounds };
    return {
      x: x - FRAME.left,
      y: y - FRAME.top,
      width: width + 2 * FRAME.left,
      height: height + FRAME.top + FRAME.left,
    };
  }

  /** As the shell knows it; the event signatures of Electron are more than a stand-in can repeat. */
  get shell(): ShellWindow {
    return this as unknown as ShellWindow;
  }

  #assertAlive(): true {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    return true;
  }

  #activate(): void {
    for (const other of this.#desktop.windows) if (other !== this) other.focused = false;
    if (this.focused) return;
    this.focused = true;
    this.emit('focus');
  }

  #applyFullScreen(on: boolean): void {
    if (on === this.#full) return;
    this.#full = on;
    this.#requestedBounds = null;
    if (on) this.#normal = this.#bounds;
    this.#bounds = on
      ? (displayUnder(this.#bounds, this.#desktop.displays)?.bounds ?? this.#bounds)
      : this.#normal;
    this.emit('resize');
  }

  /** The window manager puts the frame where the window was to be, and the window inside of it; its size stays. */
  #placeOnX11(bounds: Rectangle): void {
    this.#requestedBounds = bounds;
    this.#desktop.later(X11_ANSWER_MS, () => {
      if (this.#destroyed || this.#requestedBounds !== bounds) return;
      this.#requestedBounds = null;
      this.#bounds = { ...bounds, x: bounds.x + FRAME.left, y: bounds.y + FRAME.top };
      this.emit('move');
    });
  }

  #maximisedIn({ x, y, width, height }: Rectangle): Rectangle {
    if (this.#desktop.platform === 'x11') return { x, y: y + FRAME.top, width, height: height - FRAME.top };
    if (this.#desktop.platform === 'wayland') return { x, y, width, height };
    const border = MAXIMISED_BORDER;
    return { x: x - border, y: y - border, width: width + 2 * border, height: height + 2 * border };
  }

  #clientIn({ x, y, width, height }: Rectangle): Rectangle {
    if (this.#desktop.platform !== 'x11' || !this.visible) return { x, y, width, height };
    return {
      x: x + FRAME.left,
      y: y + FRAME.top,
      width: width - 2 * FRAME.left,
      height: height - FRAME.top - FRAME.left,
    };
  }
}
