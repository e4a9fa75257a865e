import type { BrowserWindow, BrowserWindowConstructorOptions, Display as ElectronDisplay } from 'electron';
import { windowAddress } from './addresses.ts';
import type { Display } from './calls.ts';
import type { CrashBudget } from './crashBudget.ts';

/** The part of BrowserWindow that the shell uses; a stand-in offers the same in tests. */
export type ShellWindow = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'isMinimized'
  | 'restore'
  | 'setFullScreen'
  | 'isDestroyed'
  | 'once'
  | 'on'
  | 'reload'
> & {
  webContents: Pick<BrowserWindow['webContents'], 'on' | 'id' | 'setWindowOpenHandler'>;
};

/** Every window is locked down in the same way; nothing a page says can loosen it. */
export function windowOptions(preload: string, display: Display): BrowserWindowConstructorOptions {
  return {
    ...display.workArea,
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

/** Electron's display in the console's words. Ids change between starts; label and geometry are what is recognised. */
export function toDisplay(
  display: Pick<ElectronDisplay, 'id' | 'label' | 'scaleFactor' | 'bounds' | 'workArea'>,
  primaryId: number,
): Display {
  const { id, label, scaleFactor, bounds, workArea } = display;
  return { id: String(id), label, primary: id === primaryId, scaleFactor, bounds, workArea };
}

/**
 * Opens a window and keeps it alive: a crashed renderer is loaded again in its place within the budget, a hung one when
 * the operator says so. Beyond the budget `tell` gets a message for a person.
 */
export function openWindow(options: {
  create: () => ShellWindow;
  role: string;
  budget: CrashBudget;
  now: () => number;
  guard: (window: ShellWindow) => void;
  tell: (message: string) => void;
  askToReload: () => Promise<boolean>;
}): ShellWindow {
  const window = options.create();
  options.guard(window);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    if (options.budget.spend(options.now())) window.reload();
    else
      options.tell(`窗口反复崩溃（${details.reason}），已停止自动恢复。请重启本程序，并把日志交给管理员。`);
  });
  window.on('unresponsive', async () => {
    if (await options.askToReload()) window.reload();
  });
  void window.loadURL(windowAddress(options.role));
  return window;
}
