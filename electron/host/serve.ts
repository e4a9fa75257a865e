import { fileURLToPath } from 'node:url';
import { asLaunchError, EXIT, LaunchError } from './exitCodes.ts';
import { type Flags, HELP, readFlags } from './flags.ts';
import { type LaunchedCity, launchCity } from './launch.ts';
import { fileAddress, writeLinkFile } from './linkFile.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { openBrowser } from './openBrowser.ts';
import { startWebHost, type WebHost } from './webHost.ts';

/** Used at every start if it is free, because bookmarks and the layouts that a browser stores belong to one origin. */
const DEFAULT_PORT = 8311;

/** `npm run serve`: runs the city service on a loopback port. Exit codes: exitCodes.ts. */
async function serve(argv: readonly string[]): Promise<void> {
  const flags = readFlags(argv);
  if (flags.help) {
    process.stdout.write(HELP);
    return;
  }
  const launched = await launchCity(flags, nodeEnvironment('info'));
  let host: WebHost;
  try {
    host = await listen(flags, launched);
  } catch (error) {
    await launched.close();
    throw error;
  }
  closeOnSignal(launched, host);
  const link = writeLinkFile(launched.dataDir, host.pageOrigin, host.links.create('operator'));
  // Last: whoever waits for this line finds everything in place.
  process.stdout.write(`${JSON.stringify({ url: host.url, token: host.token, pid: process.pid })}\n`);
  process.stderr.write(
    `城哨已启动，端口 ${new URL(host.origin).port}。用浏览器打开文件 ${link}（只能使用一次）\n`,
  );
  if (flags.open) openBrowser(fileAddress(link), process.platform);
}

async function listen(flags: Flags, launched: LaunchedCity): Promise<WebHost> {
  const rendererDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
  const { city, dataDir } = launched;
  const start = (port: number) =>
    startWebHost({ fetch: city.fetch, port, dataDir, now: Date.now, rendererDir });
  if (flags.port !== null) return start(flags.port).catch((error) => portUnavailable(error, flags.port ?? 0));
  return start(DEFAULT_PORT).catch(() => start(0));
}

function portUnavailable(error: unknown, port: number): never {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    throw new LaunchError(
      EXIT.port,
      `端口 ${port} 已被占用。请用 --port 换一个，或用 --port 0 任选空闲端口`,
      error,
    );
  throw new LaunchError(EXIT.port, `无法使用端口 ${port}（${String(code)}）。请用 --port 换一个`, error);
}

function closeOnSignal(launched: LaunchedCity, host: WebHost): void {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    try {
      // The city first, because closing it ends the event streams that keep connections open.
      await launched.close();
      await host.close();
      process.exit(EXIT.ok);
    } catch (error) {
      fail(error);
    }
  };
  process.on('SIGTERM', () => void close());
  process.on('SIGINT', () => void close());
}

function fail(error: unknown): never {
  const failure = asLaunchError(error);
  process.stderr.write(`城哨：${failure.message}\n`);
  if (failure.exitCode === EXIT.failure && failure.cause instanceof Error)
    process.stderr.write(`${failure.cause.stack}\n`);
  process.exit(failure.exitCode);
}

// New files are for this user only. SQLite and file copies take their modes from the umask.
process.umask(0o077);
// A closed terminal makes writing to stdout fail; that must not end the service.
process.stdout.on('error', () => undefined);
serve(process.argv.slice(2)).catch(fail);
