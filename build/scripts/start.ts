import { electronIsThere } from './electron.ts';
import { ensureWindows } from './fresh.ts';
import { run } from './run.ts';

/**
 * `npm start [-- flags]`: the Electron console, or the web host where Electron cannot run. With no flag given there is
 * no city to connect to, so the simulated one is opened.
 */
const given = process.argv.slice(2);
const flags = given.length === 0 ? ['--demo'] : given;
await ensureWindows();

const obstacle = await electronObstacle();
if (obstacle === null) {
  const built = await run('node', ['build/scripts/build.ts', 'shell'], {});
  process.exit(built === 0 ? await run('electron', ['.', ...flags], {}) : built);
}
console.error(`Electron cannot run here (${obstacle}): opening the web host instead.`);
process.exit(await run('node', ['electron/host/serve.ts', ...flags], {}));

/** Why the Electron window cannot open here; null when it can. Fetches the binary once where the network allows. */
async function electronObstacle(): Promise<string | null> {
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && display === undefined) return 'no display';
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'running as root';
  if (electronIsThere()) return null;
  await run('install-electron', [], {});
  return electronIsThere() ? null : 'its binary is absent and could not be fetched';
}
