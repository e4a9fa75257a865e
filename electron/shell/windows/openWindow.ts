import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { CrashBudget } from '../crashBudget.ts';
import { gaveUpPage } from './gaveUpPage.ts';
import { isBlockedKioskKey } from './kioskKeys.ts';

/** The part of BrowserWindow that the shell uses; a stand-in offers the same in tests. */
export type ShellWindow = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'focus'
  | 'isFocused'
  | 'moveTop'
  | 'isMinimized'
  | 'restore'
  | 'isMaximized'
  | 'unmaximize'
  | 'maximize'
  | 'isVisible'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'setBounds'
  | 'getBounds'
  | 'isDestroyed'
  | 'destroy'
  | 'once'
  | 'on'
  | 'reload'
> & {
  webContents: Pick<
    BrowserWindow['webContents'],
    'on' | 'id' | 'setWindowOpenHandler' | 'forcefullyCrashRenderer' | 'send'
  >;
};

/** Every window gets the same restrictions, which a page cannot change. */
export function windowOptions(preload: string, bounds: Rectangle): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    show: false,
    backgroundColor: '#10151c',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A wall must go on drawing without the focus, or behind another window.
      backgroundThrottling: false,
    },
  };
}

/** How long to wait for an unresponsive wall, at which nobody sits, ms. */
const UNRESPONSIVE_WALL_TIMEOUT_MS = 30_000;

export type WindowOptions = {
  create: () => ShellWindow;
  address: string;
  /** Evaluated at every event: a window may become a kiosk, or stop being one. */
  isKiosk: () => boolean;
  /** True while the program ends or the layout removes the window. */
  mayClose: () => boolean;
  budget: CrashBudget;
  now: () => number;
  later: (ms: number, act: () => void) => () => void;
  guard: (window: ShellWindow) => void;
  /** Asks the operator, over an unresponsive window. */
  askToReload: (window: ShellWindow) => Promise<boolean>;
  /** Called once, when the budget is spent and the window shows a plain message instead. */
  gaveUp: (reason: string) => void;
};

/** Reloads the page of a window, within its crash budget; false once the budget is spent. */
export type Restart = (reason: string) => boolean;

/**
 * Opens a window and keeps it running. A crashed page is reloaded within the crash budget. An unresponsive page is reloaded
 * if the operator agrees, or after a timeout on a kiosk wall. Once the budget is spent, the window shows what to do. A
 * kiosk cannot be closed, and keys pressed by mistake are blocked.
 */
export function openWindow(options: WindowOptions): { window: ShellWindow; restart: Restart } {
  const window = options.create();
  options.guard(window);
  let gaveUp = false;
  const restart: Restart = (reason) => {
    if (window.isDestroyed() || gaveUp) return false;
    if (options.budget.spend(options.now())) {
      window.reload();
      return true;
    }
    gaveUp = true;
    void window.loadURL(gaveUpPage(reason));
    options.gaveUp(reason);
    return false;
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') restart(details.reason);
  });
  // `reload` has no effect on an unresponsive page: its process is killed, and then handled like a crash.
  const kill = () => {
    if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
  };
  let cancelKill = () => {};
  window.on('unresponsive', async () => {
    cancelKill();
    if (options.isKiosk()) cancelKill = options.later(UNRESPONSIVE_WALL_TIMEOUT_MS, kill);
    else if (await options.askToReload(window)) kill();
  });
  window.on('responsive', () => cancelKill());
  window.on('closed', () => cancelKill());
  window.on('close', (event) => {
    if (options.isKiosk() && !options.mayClose()) event.preventDefault();
  });
  window.webContents.on('before-input-event', (event, input) => {
    if (options.isKiosk() && isBlockedKioskKey(input)) event.preventDefault();
  });
  void window.loadURL(options.address);
  return { window, restart };
}
