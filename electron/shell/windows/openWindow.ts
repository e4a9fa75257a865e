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

/** Every window is locked down in the same way; nothing a page says can loosen it. */
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
      // A wall behind another window must go on drawing: it is looked at from afar, not focused.
      backgroundThrottling: false,
    },
  };
}

/** How long a hung wall, which nobody sits at, is waited for, ms. */
const HUNG_WALL_TIMEOUT_MS = 30_000;

export type WindowOptions = {
  create: () => ShellWindow;
  address: string;
  /** Evaluated at every event: a window may become a kiosk, or stop being one. */
  isKiosk: () => boolean;
  /** True while the program ends or the layout takes the window away. */
  mayClose: () => boolean;
  budget: CrashBudget;
  now: () => number;
  later: (ms: number, act: () => void) => () => void;
  guard: (window: ShellWindow) => void;
  /** Over the window that hangs. */
  askToReload: (window: ShellWindow) => Promise<boolean>;
  /** Once, when the budget is spent and the window shows a plain message instead. */
  gaveUp: (reason: string) => void;
};

/** Starts the page of a window again, within its budget; false when the budget is spent. */
export type Restart = (reason: string) => boolean;

/**
 * Opens a window and keeps it alive. A crashed page is loaded again in its place within the budget; a hung one too, when
 * the operator says so, or by itself where nobody sits (kiosk walls). Beyond the budget the window says what to do. A
 * kiosk cannot be closed, and mistaken keys do not reach it.
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
  // A hung page does not hear `reload`; its process must go first, and then comes back as one that crashed.
  const kill = () => {
    if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
  };
  let cancelKill = () => {};
  window.on('unresponsive', async () => {
    cancelKill();
    if (options.isKiosk()) cancelKill = options.later(HUNG_WALL_TIMEOUT_MS, kill);
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
