import { join } from 'node:path';
import { errorResponse } from '../city/api/apiError.ts';
import { SHELL_WINDOW } from '../city/api/sentFrom.ts';
import { fileSecrets } from '../city/secrets/fileSecrets.ts';
import { asLaunchError } from '../host/exitCodes.ts';
import { readFlags } from '../host/flags.ts';
import { launchCity } from '../host/launch.ts';
import { nodeEnvironment } from '../host/nodeEnvironment.ts';
import { type FromServiceControl, ToServiceControl } from './control.ts';
import { remoteSecrets } from './remoteSecrets.ts';
import { electronPort } from './transport/electronPort.ts';
import { servePort } from './transport/portServer.ts';
import type { HighestRole } from './windowTickets.ts';

/**
 * Entry point of the service process (Electron's utilityProcess): the same service as under the web host, with
 * requests over a port instead of a socket. No token is needed, since only the shell has the other end of the port.
 */
const control = process.parentPort;
const post = (message: FromServiceControl) => control.postMessage(message);
const secrets = remoteSecrets(post);
// Files are readable by this user only: SQLite and copies take their modes from the umask.
process.umask(0o077);
let handle: (request: Request, highest: HighestRole) => Promise<Response> = async () =>
  errorResponse(503, 'starting', {});
let close: () => Promise<void> = async () => undefined;

control.on('message', (event) => {
  const [requests] = event.ports;
  if (requests !== undefined)
    servePort(electronPort(requests), (request, highest) => handle(request, highest));
  const read = ToServiceControl.safeParse(event.data);
  if (!read.success) return;
  if (read.data.type === 'start') void start(read.data);
  else if (read.data.type === 'secret') secrets.answered(read.data);
  else void close().then(() => process.exit(0));
});

async function start(options: Extract<ToServiceControl, { type: 'start' }>): Promise<void> {
  try {
    // The bundle of this file is in dist/shell; packs and calendars are in the resources of the package or in the checkout.
    const dist = join(import.meta.dirname, '..');
    const resources = process.env['CITYWHISTLE_RESOURCES'] ?? join(dist, '..', 'build');
    const launched = await launchCity(readFlags(options.argv), {
      ...nodeEnvironment('info'),
      columnsWorkerUrl: new URL('./columns-worker.js', import.meta.url),
      previewWorkerUrl: new URL('./preview-worker.js', import.meta.url),
      workbookWorkerUrl: new URL('./workbook-worker.js', import.meta.url),
      layersWorkerUrl: new URL('./layers-worker.js', import.meta.url),
      backupWorkerUrl: new URL('./backup-worker.js', import.meta.url),
      packsDir: join(resources, 'packs'),
      calendarsDir: join(resources, 'calendars'),
      secrets: (dataDir) =>
        options.secretsKept === 'os'
          ? secrets.store(options.secretsStorage, options.secretsDegraded)
          : {
              ...fileSecrets({ dataDir, platform: process.platform }),
              storage: options.secretsStorage,
              degraded: options.secretsDegraded,
            },
    });
    close = launched.close;
    handle = (request, highest) => launched.city.fetch(request, SHELL_WINDOW[highest]);
    post({ type: 'ready' });
  } catch (error) {
    const launchError = asLaunchError(error);
    post({ type: 'failed', code: launchError.exitCode, message: launchError.message });
    process.exit(launchError.exitCode);
  }
}
