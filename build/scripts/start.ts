import { electronObstacle } from './electron.ts';
import { run } from './run.ts';
import { ensureWindows } from './windowsBundle.ts';

/**
 * `npm start [-- flags]`: starts the Electron console, or the web host if Electron cannot run. Without flags there is no
 * city to connect to, so the simulated one is opened.
 */
const given = process.argv.slice(2);
const flags = given.length === 0 ? ['--demo'] : given;
await ensureWindows();

const obstacle = await electronObstacle(flags);
if (obstacle === null) {
  const built = await run('node', ['build/scripts/build.ts', 'shell'], {});
  process.exit(built === 0 ? await run('electron', ['.', ...flags], {}) : built);
}
console.error(`Electron cannot run here (${obstacle}): opening the web host instead.`);
process.exit(await run('node', ['electron/host/serve.ts', ...flags], {}));
