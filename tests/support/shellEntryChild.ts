import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/**
 * Loads the bundled entry of the shell as Electron does: `whenReady` is kept only after the entry ran to its end. Prints
 * what was done before that, and whether something waits for it. An entry that waits itself never comes so far.
 */
const [, , entry = ''] = process.argv;
const STAND_IN = `
const done = (globalThis.done = []);
const nothing = class {};
export const app = {
  isPackaged: false,
  setAppUserModelId: (id) => done.push(id),
  getPath: () => process.env.CITYWHISTLE_TEST_SYSTEM,
  setPath: (name, path) => done.push(name + ' ' + path.replace(process.env.CITYWHISTLE_TEST_SYSTEM, '/system')),
  getVersion: () => '0',
  exit: () => done.push('exit'),
  requestSingleInstanceLock: () => { done.push('lock'); return true; },
  on: () => undefined,
  commandLine: { appendSwitch: (name) => done.push(name), hasSwitch: () => false },
  whenReady: () => new Promise(() => done.push('waits')),
};
export const crashReporter = { start: ({ uploadToServer }) => done.push(uploadToServer ? 'uploads' : 'dumps') };
export const protocol = { registerSchemesAsPrivileged: ([{ scheme }]) => done.push(scheme) };
export const session = {}, screen = {}, shell = {}, dialog = {}, ipcMain = {}, safeStorage = {};
export const powerSaveBlocker = {}, utilityProcess = {};
export const BrowserWindow = nothing, Menu = nothing, Notification = nothing, MessageChannelMain = nothing;
`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: 'stand-in:electron', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'stand-in:electron'
      ? { format: 'module', source: STAND_IN, shortCircuit: true }
      : next(url, context),
});
await import(pathToFileURL(entry).href);
process.stdout.write(`${JSON.stringify(z.array(z.string()).parse(Reflect.get(globalThis, 'done')))}\n`);
