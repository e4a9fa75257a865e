import { join } from 'node:path';
import { app, protocol } from 'electron';
import { scheme } from './shell/addresses.ts';
import { openConsole } from './shell/openConsole.ts';
import { product } from './shell/product.ts';

/**
 * The shell's entry: what must be said before Electron is ready. Nothing may be awaited here: Electron is ready only after
 * this module has run to its end, and would wait for it for ever.
 */
// The names that shortcut and menu entry carry. Test tools give a profile of their own.
app.setAppUserModelId(product.appId);
if (!app.commandLine.hasSwitch('user-data-dir'))
  app.setPath('userData', join(app.getPath('appData'), product.profileFolder));

// One console on a workstation: a second start brings the first to the front.
let front = () => {};
const first = app.requestSingleInstanceLock();
if (!first) app.exit(0);
app.on('second-instance', () => {
  front();
});

// Dates in the browser's own fields are written the Chinese way, whatever the system speaks.
app.commandLine.appendSwitch('lang', 'zh-CN');
// Streams for the event stream, fetch for the API.
protocol.registerSchemesAsPrivileged([
  {
    scheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]);

if (first)
  void app.whenReady().then(() => {
    front = openConsole(process.argv);
  });
