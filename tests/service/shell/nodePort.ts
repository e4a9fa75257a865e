import type { MessagePort } from 'node:worker_threads';
import type { Port } from '../../../electron/shell/transport/messages.ts';

/** Node's MessagePort in the shape that the pump knows. */
export function nodePort(port: MessagePort): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (handler) => port.on('message', handler),
    onClose: (handler) => port.on('close', handler),
    close: () => port.close(),
  };
}
