import { EventEmitter } from 'node:events';
import type { Input, Rectangle } from 'electron';
import type { ShellWindow } from '../../electron/shell/windows/openWindow.ts';
import { displayUnder } from '../../shared/layout/arrange.ts';
import type { Display } from '../../shared/layout/display.ts';

/** Placeholder for the 'electron' module under Node: tests inject what they need; nothing may be imported by accident. */
export default {};

type Timer = { at: number; act: () => void };

/**
 * A desktop with displays and windows as Electron shows them, traps included: bounds go wrong on the first move between
 * displays of different scale factors, a display that goes has its windows shoved to another one before anybody is told,
 * leaving full screen restores older bounds, and one cable makes several events. Time passes when the test says so.
 */
export class StandInDesktop {
  readonly windows: StandInWindow[] = [];
  /** What lies on top of what, lowest first. */
  readonly stack: StandInWindow[] = [];
  displays: Display[];
  /** How often there was no window left; the program would have ended. */
  timesEmpty = 0;
  #listeners: (() => void)[] = [];
  #timers: Timer[] = [];
  #now = 0;

  constructor(displays: readonly Display[]) {
    this.displays = [...displays];
  }

  now = (): number => this.#now;

  later = (ms: number, act: () => void): (() => void) => {
    const timer = { at: this.#now + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  onDisplays = (listener: () => void): void => {
    this.#listeners.push(listener);
  };

  /** Lets time pass and what was set for it happen, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = next.at;
      next.act();
    }
    this.#now = end;
  }

  /** Other displays from now on; the system shoves windows off those that went. */
  plug(displays: readonly Display[]): void {
    this.displays = [...displays];
    const [first] = displays;
    for (const window of this.windows) {
      if (window.isDestroyed() || first === undefined) continue;
      if (displayUnder(window.getBounds(), displays) === null) window.shove(first.workArea);
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
    return displayUnder(bounds, this.displays)?.scaleFactor ?? 1;
  }
}

export class StandInWindow extends EventEmitter {
  readonly webContents: EventEmitter & {
    id: number;
    sent: unknown[][];
    setWindowOpenHandler(): void;
    forcefullyCrashRenderer(): void;
    send(...parts: unknown[]): void;
  };
  /** What was done to it, in words. */
  readonly done: string[] = [];
  address = '';
  focused = false;
  visible = false;
  readonly #desktop: StandInDesktop;
  #bounds: Rectangle;
  #normal: Rectangle;
  #kiosk = false;
  #full = false;
  #destroyed = false;

  constructor(desktop: StandInDesktop, bounds: Rectangle, id: number) {
    super();
    this.#desktop = desktop;
    this.#bounds = bounds;
    this.#normal = bounds;
    const sent: unknown[][] = [];
    this.webContents = Object.assign(new EventEmitter(), {
      id,
      sent,
      setWindowOpenHandler: () => undefined,
      forcefullyCrashRenderer: () => this.crash('killed'),
      send: (...parts: unknown[]) => sent.push(parts),
    });
  }

  loadURL = async (address: string): Promise<void> => {
    this.address = address;
    this.done.push(`load ${address.slice(0, 60)}`);
  };
  reload = (): void => void this.done.push('reload');
  show = (): void => {
    this.visible = true;
  };
  showInactive = (): void => this.show();
  isMinimized = (): boolean => false;
  restore = (): void => undefined;
  isMaximized = (): boolean => false;
  unmaximize = (): void => undefined;
  isFocused = (): boolean => this.focused;
  focus = (): void => {
    for (const other of this.#desktop.windows) other.focused = false;
    this.focused = true;
  };
  moveTop = (): void => this.#desktop.raise(this);
  getBounds = (): Rectangle => ({ ...this.#bounds });
  isKiosk = (): boolean => this.#kiosk;
  isFullScreen = (): boolean => this.#full;
  isDestroyed = (): boolean => this.#destroyed;

  setBounds = (bounds: Rectangle): void => {
    const ratio = this.#desktop.scaleAt(this.#bounds) / this.#desktop.scaleAt(bounds);
    const width = Math.round(bounds.width * ratio);
    const height = Math.round(bounds.height * ratio);
    this.#bounds = { x: bounds.x, y: bounds.y, width, height };
    this.emit('move');
  };

  setKiosk = (on: boolean): void => {
    this.#kiosk = on;
    this.setFullScreen(on);
  };

  setFullScreen = (on: boolean): void => {
    if (on === this.#full) return;
    this.#full = on;
    if (on) {
      this.#normal = this.#bounds;
      this.#bounds = displayUnder(this.#bounds, this.#desktop.displays)?.bounds ?? this.#bounds;
      return;
    }
    this.#bounds = this.#normal;
    this.emit('leave-full-screen');
  };

  destroy = (): void => {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.focused = false;
    this.#desktop.stack.splice(this.#desktop.stack.indexOf(this), 1);
    if (this.#desktop.stack.length === 0) this.#desktop.timesEmpty += 1;
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

  /** A person drags it. */
  drag(bounds: Rectangle): void {
    this.#bounds = bounds;
    this.emit('move');
  }

  /** The system moves it without being asked. */
  shove(area: Rectangle): void {
    this.#full = false;
    this.#bounds = { ...this.#bounds, x: area.x, y: area.y };
    this.emit('move');
  }

  /** As the shell knows it; the event signatures of Electron are more than a stand-in can repeat. */
  get shell(): ShellWindow {
    return this as unknown as ShellWindow;
  }
}
