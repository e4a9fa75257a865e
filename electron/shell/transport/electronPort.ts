import type { MessagePortMain } from 'electron';
import type { Port } from './messages.ts';

/** Electron's port in the shape that the pump knows; it stays silent until started. */
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
