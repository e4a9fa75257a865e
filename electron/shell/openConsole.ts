import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { windowSearch } from '../../shared/layout/windowSearch.ts';
import type { Logger } from '../city/ports.ts';
import { scheme, windowAddress } from './addresses.ts';
import { CrashBudget } from './crashBudget.ts';
import { createDialogs } from './dialogs.ts';
import { guardNavigation, guardPermissions } from './guards.ts';
import { windowHostHandlers } from './handlers.ts';
import { joinSlices } from './joinSlices.ts';
import { registerCalls } from './registerCalls.ts';
import { openSecretBox } from './secretBox.ts';
import { serveScheme } from './serveScheme.ts';
import { spawnService } from './spawnService.ts';
import { superviseService } from './supervisor.ts';
import { createWallGuard } from './wallGuard.ts';
import { keepScreensOn } from './windows/keepScreensOn.ts';
import { openLayoutStore } from './windows/layoutStore.ts';
import { openWindow, type ShellWindow, windowOptions } from './windows/openWindow.ts';
import { readDisplays } from './windows/readDisplays.ts';
import { WindowManager } from './windows/windowManager.ts';
import { createWindowTickets } from './windowTickets.ts';

const TEN_MINUTES_MS = 600_000;
const IDENTIFY_MS = 5000;

type Start = {
  /** Flags of the console; see electron/host/flags.ts. */
  flags: readonly string[];
  canPosition: boolean;
  log: Logger;
};

export type OpenConsole = {
  /** Brings the console to the front. */
  front(): void;
  /** Shows a message to the operator without waiting. */
  showMessage(message: string): void;
};

/**
 * Connects Electron's modules to the parts of the shell: the service in its process, and the windows of this workstation.
 * Each part gets only the functions of Electron that it uses, so that tests can replace them.
 */
export function openConsole({ flags, canPosition, log }: Start): OpenConsole {
  guardPermissions(session.defaultSession);
  const userData = app.getPath('userData');
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  };
  // Outside tests every ShellWindow is a BrowserWindow.
  const dialogs = createDialogs(dialog, () => manager.operatorWindow() as BrowserWindow | null);

  // The standard menu has shortcuts (close, reload, full screen) that must not work on a kiosk wall.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const preload = join(import.meta.dirname, 'preload.cjs');
  const manager = new WindowManager({
    displays: () => readDisplays(screen.getAllDisplays(), screen.getPrimaryDisplay().id),
    onDisplays: (listener) => {
      screen.on('display-added', listener);
      screen.on('display-removed', listener);
      screen.on('display-metrics-changed', listener);
    },
    canPosition,
    service: () => service.state(),
    open: (placed, callbacks) =>
      openWindow({
        create: () => new BrowserWindow(windowOptions(preload, placed.bounds)),
        address: windowAddress(windowSearch(placed)),
        isKiosk: callbacks.isKiosk,
        mayClose: callbacks.mayClose,
        budget: new CrashBudget(3, TEN_MINUTES_MS),
        now: Date.now,
        later,
        guard,
        askToReload: (window) => dialogs.askToReload(window as BrowserWindow),
        gaveUp: callbacks.gaveUp,
      }),
    store: openLayoutStore(join(userData, 'windows.json')),
    keepScreensOn: keepScreensOn(powerSaveBlocker),
    now: Date.now,
    later,
  });

  const tickets = createWindowTickets((contentsId) => manager.highestRole(contentsId));
  const walls = createWallGuard({
    highestRole: (contentsId) => manager.highestRole(contentsId),
    confirm: (contentsId) => {
      const wall = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === contentsId);
      return dialogs.confirmForWall(wall ?? null, manager.idOf(contentsId) ?? '');
    },
    now: Date.now,
  });

  // Packs and calendars are beside the archive in a package, and in build/ in a checkout.
  const serviceEnv = app.isPackaged
    ? { ...environment(), CITYWHISTLE_RESOURCES: process.resourcesPath }
    : environment();
  const electron = { fork: utilityProcess.fork, channel: () => new MessageChannelMain() };
  const service = superviseService({
    spawn: () => spawnService(electron, join(import.meta.dirname, 'service.js'), serviceEnv, print),
    argv: [...flags],
    secrets: openSecretBox(safeStorage, join(userData, 'keys.json'), later),
    budget: new CrashBudget(3, TEN_MINUTES_MS),
    now: Date.now,
    changed: () => manager.send('changed'),
    log: (message) => log.warn({}, message),
    giveUp: dialogs.showMessage,
  });
  /** Passes on output of the service. Its own log lines go to its data folder; other lines come from its runtime. */
  function print(line: string): void {
    process.stderr.write(`${line}\n`);
    if (!line.startsWith('{"level":')) log.warn({ line }, 'service');
  }
  protocol.handle(
    scheme,
    serveScheme(
      join(import.meta.dirname, '../renderer'),
      joinSlices((request) => service.fetch(request, tickets.take(request)), later),
    ),
  );

  function guard(window: ShellWindow): void {
    guardNavigation(
      window.webContents as Electron.WebContents,
      (address) => {
        if (walls.mayOpenOutside(window.webContents.id)) void shell.openExternal(address);
      },
      async (address) => {
        const role = WindowRole.safeParse(new URL(address).searchParams.get('role'));
        if (await walls.mayCall(window.webContents.id, 'host:open-window'))
          manager.openRole(role.success ? role.data : 'wall', null);
      },
    );
  }

  /** Shows numbers on displays without a window; windows draw their own. */
  function showNumbers(): void {
    for (const display of manager.displaysWithoutWindows()) {
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
      later(IDENTIFY_MS, () => {
        if (!window.isDestroyed()) window.destroy();
      });
    }
  }

  registerCalls(ipcMain, windowHostHandlers(manager, dialogs, showNumbers, tickets), walls);
  manager.start();

  // A wall that was the only window is reopened at once, so wait before deciding that all windows are closed.
  app.on('window-all-closed', () =>
    later(200, () => {
      if (BrowserWindow.getAllWindows().length === 0) app.quit();
    }),
  );
  // All windows share one GPU process. Electron restarts it by itself, and the windows redraw.
  const graphics = new CrashBudget(3, TEN_MINUTES_MS);
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit') return;
    log.error({ type, reason, exitCode, name }, 'process gone');
    if (type !== 'GPU' || graphics.spend(Date.now())) return;
    dialogs.showMessage(
      '显卡驱动反复出错，画面可能变慢或停住。数据和操作不受影响；请更新显卡驱动，或重启本机后再看。',
    );
  });
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit')
      log.error({ window: manager.idOf(contents.id), reason, exitCode }, 'page gone');
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

  return { front: () => manager.focus(), showMessage: dialogs.showMessage };
}

/** The environment without undefined values, as required for a child process. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
