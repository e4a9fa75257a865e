import { EventEmitter } from 'node:events';
import { dirname, join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { serveScheme } from '../../electron/shell/serveScheme.ts';
import { createPortClient } from '../../electron/shell/transport/portClient.ts';
import { CityStatus } from '../../shared/contract/status.ts';

/**
 * Stands where Electron's utilityProcess would: gives the bundled service entry a `process.parentPort`, starts it with the
 * flags of the command line, asks three things over the port and the API paths listed in ASK (JSON), stops it. Prints one
 * JSON line of what came back.
 */
const [entry = '', ...argv] = process.argv.slice(2);
const control = new EventEmitter();
const received: { type: string; message?: string }[] = [];
const receivedMessages = new EventEmitter();
Object.assign(process, {
  parentPort: {
    on: control.on.bind(control),
    postMessage: (message: { type: string }) => {
      received.push(message);
      receivedMessages.emit(message.type);
    },
  },
});

/** Electron's port wraps messages in an event and must be started. */
function asElectronPort(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (name: string, handler: (event: { data: unknown }) => void) =>
      port.on(name, (data: unknown) => handler({ data })),
    start: () => undefined,
    close: () => port.close(),
  };
}

await import(entry);
const { port1, port2 } = new MessageChannel();
control.emit('message', { data: { type: 'requests' }, ports: [asElectronPort(port2)] });
const client = createPortClient({
  send: (message) => port1.postMessage(message),
  onMessage: (handler) => port1.on('message', handler),
  onClose: (handler) => port1.on('close', handler),
  close: () => port1.close(),
});
const ready = new Promise((resolve) => {
  receivedMessages.once('ready', resolve);
  receivedMessages.once('failed', resolve);
});
control.emit('message', {
  data: {
    ...{ type: 'start', argv, secretsKept: 'none', secretsDegraded: false },
    secretsStorage: { how: 'file', backend: null, before: null },
  },
  ports: [],
});
await ready;

// Pages are beside the entry, as in a package.
const handleRequest = serveScheme(join(dirname(entry), '../renderer'), (request) =>
  client.fetch(request, 'operator'),
);
const ask = (path: string) => handleRequest(new Request(`app://city${path}`));
const status = CityStatus.parse(await (await ask('/api/status')).json());
const page = await ask('/?role=wall');
const html = await page.text();
const missing = await ask('/nothing.js');
const answers: unknown[] = [];
for (const path of JSON.parse(process.env['ASK'] ?? '[]')) answers.push(await (await ask(path)).json());
const line = JSON.stringify({
  told: received.map((message) => message.type),
  mode: status.mode,
  csp: page.headers.get('content-security-policy') !== null,
  html: html.includes('<div id='),
  missing: missing.status,
  answers,
});
// Stopping ends the process, so the output must be flushed first.
await new Promise<void>((resolve) => process.stdout.write(`${line}\n`, () => resolve()));
control.emit('message', { data: { type: 'stop' }, ports: [] });
