import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, safeStorage, screen, session, shell } from 'electron';
import { scheme } from './shell/addresses.ts';
import { answerCalls } from './shell/answerCalls.ts';
import { CrashBudget } from './shell/crashBudget.ts';
import { guardNavigation, guardPermissions } from './shell/guards.ts';
import { deskHandlers } from './shell/handlers.ts';
import { openSecretBox } from './shell/secretBox.ts';
import { superviseService } from './shell/supervisor.ts';
import { spawnService } from './shell/utility.ts';
import { openWindow, toDisplay, windowOptions } from './shell/windows.ts';

/** The shell's entry: wires Electron's modules to the parts in shell/, which know no more of Electron than they need. */
const tenMinutes = 600_000;
const argv = process.argv.slice(app.isPackaged ? 1 : 2);

// One console on a workstation: a second start brings the first to the front.
if (!app.requestSingleInstanceLock()) app.exit(0);
app.on('second-instance', () => {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
});

// Must come before `ready`. Streams for the event stream, fetch for the API.
protocol.registerSchemesAsPrivileged([
  {
    scheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]);

await app.whenReady();
guardPermissions(session.defaultSession);

// Packs and calendars lie beside the archive in a package, in build/ in a checkout.
const serviceEnv = app.isPackaged
  ? { ...environment(), CITYWHISTLE_RESOURCES: process.resourcesPath }
  : environment();

const tell = (message: string) =>
  void dialog.showMessageBox({ type: 'error', title: '城哨 CityWhistle', message });
const service = superviseService({
  spawn: () => spawnService(join(import.meta.dirname, 'service.js'), serviceEnv),
  argv,
  secrets: openSecretBox(safeStorage, join(app.getPath('userData'), 'keys.json')),
  budget: new CrashBudget(3, tenMinutes),
  now: Date.now,
  giveUp: tell,
});
protocol.handle(scheme, (request) => service.fetch(request));

/** Opens a window of a role on a display (its id, or null for the primary one). */
function openRole(role: string, displayId: string | null): void {
  const all = screen.getAllDisplays();
  const display = all.find((one) => String(one.id) === displayId) ?? screen.getPrimaryDisplay();
  openWindow({
    create: () =>
      new BrowserWindow(
        windowOptions(join(import.meta.dirname, 'preload.cjs'), toDisplay(display, display.id)),
      ),
    role,
    budget: new CrashBudget(3, tenMinutes),
    now: Date.now,
    guard: (window) =>
      guardNavigation(
        window.webContents as Electron.WebContents,
        (address) => void shell.openExternal(address),
        (address) => openRole(new URL(address).searchParams.get('role') ?? 'wall', null),
      ),
    tell,
    askToReload: async () => {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        message: '窗口没有响应',
        buttons: ['重新载入', '继续等待'],
      });
      return response === 0;
    },
  });
}

answerCalls(ipcMain, deskHandlers(openRole));
openRole('wall', null);

app.on('window-all-closed', () => app.quit());
let stopped = false;
app.on('before-quit', (event) => {
  if (stopped) return;
  event.preventDefault();
  void service.stop().then(() => {
    stopped = true;
    app.quit();
  });
});

/** The environment without unset names, as a child process wants it. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
