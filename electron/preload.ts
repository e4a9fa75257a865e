import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only bridge between a window and the desktop: a few named calls, each validated again in the main process, and one
 * event with a name. The ipcRenderer itself is not exposed. A sandboxed preload must be one self-contained file, so it
 * imports no module of the project.
 */
const call = (name: string) => (input: unknown) => ipcRenderer.invoke(name, input ?? null);

contextBridge.exposeInMainWorld('citywhistleHost', {
  view: call('host:view'),
  ticket: call('host:ticket'),
  switchProfile: call('host:switch-profile'),
  saveProfile: call('host:save-profile'),
  resetProfile: call('host:reset-profile'),
  openWindow: call('host:open-window'),
  adjustWindow: call('host:adjust-window'),
  leaveKiosk: call('host:leave-kiosk'),
  identify: call('host:identify'),
  restartWindow: call('host:restart-window'),
  notify: call('host:notify'),
  print: call('host:print'),
  /** `changed`: read the view again; `identify`: show the number of this display. */
  onEvent: (listener: (event: string) => void) => {
    ipcRenderer.on('host:event', (_event, name: unknown) => {
      if (name === 'changed' || name === 'identify') listener(name);
    });
  },
});
