import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, crashReporter, dialog, protocol } from 'electron';
import { createLogger } from './city/log/createLogger.ts';
import { EXIT } from './host/exitCodes.ts';
import { scheme } from './shell/addresses.ts';
import { CrashBudget } from './shell/crashBudget.ts';
import { type OpenConsole, openConsole } from './shell/openConsole.ts';
import { product } from './shell/product.ts';
import { consoleFlags } from './shell/start/consoleFlags.ts';
import { reportFaults } from './shell/start/faults.ts';
import { ignoredFlags, type SecondStart } from './shell/start/secondStart.ts';
import { acquireInstance } from './shell/start/singleInstance.ts';
import { canPositionWindows, x11Relaunch } from './shell/start/x11Relaunch.ts';

/**
 * Entry point of the shell: everything that must be set before Electron is ready. Nothing may be awaited here: Electron
 * becomes ready only after this module has been evaluated, so awaiting it would never end.
 */
// Files are readable by this user only: profile, logs and crash dumps take their modes from the umask.
process.umask(0o077);
// The same names as in the shortcut and the menu entry. Test tools pass a profile folder of their own.
app.setAppUserModelId(product.appId);
if (!app.commandLine.hasSwitch('user-data-dir'))
  app.setPath('userData', join(app.getPath('appData'), product.profileFolder));

const { argv, env, platform, execPath } = process;
const flags = consoleFlags(argv, app.isPackaged);
const userData = app.getPath('userData');
const log = createLogger({ dir: join(userData, 'logs'), name: 'shell', stderrLevel: 'warn', now: Date.now });
let opened: OpenConsole | null = null;

// Crash dumps are kept in the folder of user data and not sent anywhere.
crashReporter.start({ uploadToServer: false });
reportFaults(process, {
  log: (kind, stack) => log.error({ stack }, kind),
  isUp: () => opened !== null,
  endStart: (message) => endStart(EXIT.failure, message),
  showMessage: (message) => opened?.showMessage(message),
  budget: new CrashBudget(3, 600_000),
  now: Date.now,
});

if (!relaunchedOnX11()) start();

function relaunchedOnX11(): boolean {
  const relaunch = x11Relaunch({ platform, env, argv, execPath });
  if (relaunch === null) return false;
  const child = spawn(relaunch.command, relaunch.args, { detached: true, stdio: 'inherit' });
  child.on('error', (error) => log.error({ error: error.message }, 'could not start again over X11'));
  if (child.pid === undefined) return false;
  child.unref();
  app.exit(EXIT.ok);
  return true;
}

function start(): void {
  const secondStart: SecondStart = { flags };
  const instance = acquireInstance({
    request: () => app.requestSingleInstanceLock(secondStart),
    platform,
    userData,
    hostname: hostname(),
    execPath,
  });
  if (instance.kind === 'second') {
    process.stderr.write('城哨已在运行，已把它的窗口调到最前。\n');
    app.exit(EXIT.ok);
    return;
  }
  if (instance.kind === 'blocked') {
    endStart(EXIT.folder, instance.why);
    return;
  }
  app.on('second-instance', (_event, _argv, _workingDirectory, second) => {
    opened?.front();
    const ignored = ignoredFlags(flags, second);
    if (ignored !== null) opened?.showMessage(ignored);
  });
  // Chromium's own fields use Chinese date formats, whatever the language of the system.
  app.commandLine.appendSwitch('lang', 'zh-CN');
  // Without a GPU Chromium no longer falls back to software WebGL by itself, and a wall would have no map.
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  // `stream` is needed for the event stream, `supportFetchAPI` for the API.
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
  const canPosition = canPositionWindows({ platform, env, argv });
  log.info({ version: app.getVersion(), platform, canPosition }, 'shell started');
  void app.whenReady().then(() => {
    opened = openConsole({ flags, canPosition, log });
  });
}

/** Shows a message and exits. Waits for Electron, since Linux shows no dialog before it is ready. */
function endStart(code: number, message: string): void {
  log.error({ code }, message);
  void app.whenReady().then(() => {
    dialog.showErrorBox(product.title, message);
    app.exit(code);
  });
}
