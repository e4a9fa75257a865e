import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { Port } from './pump/messages.ts';
import type { ServiceProcess } from './supervisor.ts';

/** Starts the service in a process of its own: no query, however long, ever freezes a window. */
export function spawnService(entry: string): ServiceProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'CityWhistle service', stdio: 'inherit' });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ type: 'requests' }, [port2]);
  return {
    requests: portOf(port1),
    send: (message) => child.postMessage(message),
    onMessage: (handler) => child.on('message', handler),
    onExit: (handler) =>
      child.on('exit', (code) => {
        port1.close();
        handler(code);
      }),
    kill: () => child.kill(),
  };
}

/** Electron's port in the shape that the pump knows; it stays silent until started. */
export function portOf(port: MessagePortMain): Port {
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
