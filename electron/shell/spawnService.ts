import { createInterface } from 'node:readline';
import type { MessagePortMain, UtilityProcess, utilityProcess } from 'electron';
import type { ServiceProcess } from './supervisor.ts';
import { electronPort } from './transport/electronPort.ts';

/**
 * Starts the service in a process of its own, so that no query can freeze a window. Its output is passed to `print` line
 * by line, since a desktop program has no terminal.
 */
export function spawnService(
  electron: {
    fork: typeof utilityProcess.fork;
    channel(): { port1: MessagePortMain; port2: MessagePortMain };
  },
  entry: string,
  env: Record<string, string>,
  print: (line: string) => void,
): ServiceProcess {
  const child = electron.fork(entry, [], { serviceName: 'CityWhistle service', stdio: 'pipe', env });
  const { port1, port2 } = electron.channel();
  child.postMessage({ type: 'requests' }, [port2]);
  printLines(child, print);
  return {
    requests: electronPort(port1),
    send: (message) => child.postMessage(message),
    onMessage: (handler) => child.on('message', handler),
    // Without a listener for it the shell would exit.
    onFatalError: (handler) => child.on('error', (type, location) => handler(`${type} ${location}`)),
    onExit: (handler) =>
      child.on('exit', (code) => {
        port1.close();
        handler(code);
      }),
    kill: () => child.kill(),
  };
}

function printLines(child: UtilityProcess, print: (line: string) => void): void {
  for (const output of [child.stdout, child.stderr])
    if (output !== null) createInterface({ input: output }).on('line', print);
}
