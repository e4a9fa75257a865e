import { MessageChannelMain, utilityProcess } from 'electron';
import type { ServiceProcess } from './supervisor.ts';
import { electronPort } from './transport/electronPort.ts';

/** Starts the service in a process of its own: no query, however long, ever freezes a window. */
export function spawnService(entry: string, env: Record<string, string>): ServiceProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'CityWhistle service', stdio: 'inherit', env });
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ type: 'requests' }, [port2]);
  return {
    requests: electronPort(port1),
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
