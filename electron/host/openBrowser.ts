import { spawn } from 'node:child_process';

/** Opens the default browser; a machine without one still has the address on stdout, so failure is ignored. */
export function openBrowser(url: string, platform: NodeJS.Platform): void {
  const [command, ...args] =
    platform === 'win32'
      ? // `start` would read & in the address as the end of the command.
        ['rundll32', 'url.dll,FileProtocolHandler', url]
      : platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url];
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
