import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { windowSearch } from '../../shared/layout/address.ts';
import { scheme, windowAddress } from './addresses.ts';
import { consoleFlags } from './argv.ts';
import { CrashBudget } from './crashBudget.ts';
import { guardNavigation, guardPermissions } from './guards.ts';
import { windowHostHandlers } from './handlers.ts';
import { registerCalls } from './registerCalls.ts';
import { openSecretBox } from './secretBox.ts';
import { spawnService } from './spawnService.ts';
import { superviseService } from './supervisor.ts';
import { keepScreensOn } from './windows/keepScreensOn.ts';
import { openLayoutStore } from './windows/layoutStore.ts';
import { openWindow, type ShellWindow, windowOptions } from './windows/openWindow.ts';
import { readDisplays } from './windows/readDisplays.ts';
import { WindowManager } from './windows/windowManager.ts';

const tenMinutes = 600_000;
const identifyMs = 5000;

/**
 * Wires Electron's modules to the parts of the shell, which know no more of Electron than they need: the service in its
 * process, the windows of this workstation. `argv` as the process got it. Returns what brings the console to the front.
 */
export function openConsole(argv: readonly string[]): () => void {
  guardPermissions(session.defaultSession);

  // Packs and calendars lie beside the archive in a package, in build/ in a checkout.
  const serviceEnv = app.isPackaged
    ? { ...environment(), CITYWHISTLE_RESOURCES: process.resourcesPath }
    : environment();

  const tell = (message: string) =>
    void dialog.showMessageBox({ type: 'error', title: '城哨 CityWhistle', message });
  const service = superviseService({
    spawn: () => spawnService(join(import.meta.dirname, 'service.js'), serviceEnv),
    argv: consoleFlags(argv, app.isPackaged),
    secrets: openSecretBox(safeStorage, join(app.getPath('userData'), 'keys.json')),
    budget: new CrashBudget(3, tenMinutes),
    now: Date.now,
    giveUp: tell,
  });
  protocol.handle(scheme, (request) => service.fetch(request));

  // The standard menu brings keys of its own (close, reload, full screen) that a kiosk wall must not hear.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const preload = join(import.meta.dirname, 'preload.cjs');
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  };
  const manager = new WindowManager({
    displays: () => readDisplays(screen.getAllDisplays(), screen.getPrimaryDisplay().id),
    onDisplays: (listener) => {
      screen.on('display-added', listener);
      screen.on('display-removed', listener);
      screen.on('display-metrics-changed', listener);
    },
    canPosition: true,
    open: (placed, callbacks) =>
      openWindow({
        create: () => new BrowserWindow(windowOptions(preload, placed.bounds)),
        address: windowAddress(windowSearch(placed)),
        isKiosk: callbacks.isKiosk,
        mayClose: callbacks.mayClose,
        budget: new CrashBudget(3, tenMinutes),
        now: Date.now,
        later,
        guard,
        askToReload,
        gaveUp: callbacks.gaveUp,
      }),
    store: openLayoutStore(join(app.getPath('userData'), 'windows.json')),
    awake: keepScreensOn(powerSaveBlocker),
    now: Date.now,
    later,
  });

  function guard(window: ShellWindow): void {
    guardNavigation(
      window.webContents as Electron.WebContents,
      (address) => void shell.openExternal(address),
      (address) => {
        const role = WindowRole.safeParse(new URL(address).searchParams.get('role'));
        manager.openRole(role.success ? role.data : 'wall', null);
      },
    );
  }

  async function askToReload(): Promise<boolean> {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: '窗口没有响应',
      detail: '可以继续等待，或重新载入这个窗口。重新载入不影响其他窗口和数据。',
      buttons: ['重新载入', '继续等待'],
      cancelId: 1,
    });
    return response === 0;
  }

  /** Numbers on the displays without windows; the windows draw theirs themselves. */
  function showNumbers(): void {
    for (const display of manager.bareDisplays()) {
      const { x, y, width, height } = display.workArea;
      const bounds = { x: x + Math.round(width / 4), y: y + Math.round(height / 4) };
      const window = new BrowserWindow({
        ...windowOptions(preload, {
          ...bounds,
          width: Math.round(width / 2),
          height: Math.round(height / 2),
        }),
        frame: false,
        focusable: false,
        alwaysOnTop: true,
      });
      guardNavigation(
        window.webContents,
        () => undefined,
        () => undefined,
      );
      window.once('ready-to-show', () => window.showInactive());
      void window.loadURL(windowAddress(`?identify=${display.id}`));
      later(identifyMs, () => {
        if (!window.isDestroyed()) window.destroy();
      });
    }
  }

  registerCalls(ipcMain, windowHostHandlers(manager, showNumbers));
  manager.start();

  // A wall that vanished as the only window is opened again at once; only then is it known whether all are closed.
  app.on('window-all-closed', () =>
    later(200, () => {
      if (BrowserWindow.getAllWindows().length === 0) app.quit();
    }),
  );
  // All windows share one graphics process; Electron starts it again by itself, and the windows draw anew.
  const graphics = new CrashBudget(3, tenMinutes);
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || graphics.spend(Date.now())) return;
    tell('显卡驱动反复出错，画面可能变慢或停住。数据和操作不受影响；请更新显卡驱动，或重启本机后再看。');
  });
  let stopped = false;
  app.on('before-quit', (event) => {
    manager.end();
    if (stopped) return;
    event.preventDefault();
    void service.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });

  return () => manager.focus();
}

/** The environment without unset names, as a child process wants it. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
