/** Where the windows of a spec live: in Chromium before the web host, or in the Electron shell. */
export type Host = 'web' | 'electron';

let host: Host = 'web';

/** The project says it once, before anything is started in the worker. */
export function chooseHost(chosen: Host): void {
  host = chosen;
}

export function chosenHost(): Host {
  return host;
}
