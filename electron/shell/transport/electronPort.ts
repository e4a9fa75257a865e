import type { MessagePortMain } from 'electron';
import type { Port } from './messages.ts';

/** Electron's port as a `Port` of the transport; messages wait until it is started. */
export function electronPort(port: MessagePortMain): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (handler) => {
      port.on('message', (event) => handler(event.data));
      port.start();
    },
    onClose: (handler) => port.on('close', handler),
    close: () => port.close(),
  };
}
