import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keptCookies } from './browserSessions.ts';
import { asLaunchError, EXIT, LaunchError } from './exitCodes.ts';
import { type Flags, HELP, readFlags } from './flags.ts';
import { type LaunchedCity, launchCity } from './launch.ts';
import { nodeSurroundings } from './nodeEnvironment.ts';
import { openBrowser } from './openBrowser.ts';
import { startWebHost, type WebHost } from './webHost.ts';

/** Bookmarks, and the layouts a browser keeps, belong to an address: hence the same port each time where it is free. */
const USUAL_PORT = 8311;

/** `npm run serve`: the city service on a loopback port. Exit codes: exitCodes.ts. */
async function serve(argv: readonly string[]): Promise<void> {
  const flags = readFlags(argv);
  if (flags.help) {
    process.stdout.write(HELP);
    return;
  }
  const launched = await launchCity(flags, nodeSurroundings('info'));
  let host: WebHost;
  try {
    host = await listen(flags, launched);
  } catch (error) {
    await launched.close();
    throw error;
  }
  closeOnSignal(launched, host);
  process.stdout.write(`${JSON.stringify({ url: host.url, token: host.token, pid: process.pid })}\n`);
  process.stderr.write(`城哨已启动：${host.url}\n`);
  if (flags.open) openBrowser(host.url, process.platform);
}

async function listen(flags: Flags, launched: LaunchedCity): Promise<WebHost> {
  const rendererDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
  const cookies = keptCookies(join(launched.dataDir, 'browsers.json'), Date.now);
  const start = (port: number) => startWebHost({ fetch: launched.city.fetch, port, cookies, rendererDir });
  if (flags.port !== null) return start(flags.port).catch((error) => taken(error, flags.port ?? 0));
  return start(USUAL_PORT).catch(() => start(0));
}

function taken(error: unknown, port: number): never {
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
      // The city first: it ends the event streams, which would otherwise keep connections open.
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
  const told = asLaunchError(error);
  process.stderr.write(`城哨：${told.message}\n`);
  if (told.exitCode === EXIT.failure && told.cause instanceof Error)
    process.stderr.write(`${told.cause.stack}\n`);
  process.exit(told.exitCode);
}

// A dead stdout (closed terminal) must not end the service.
process.stdout.on('error', () => undefined);
serve(process.argv.slice(2)).catch(fail);
