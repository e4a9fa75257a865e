import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only bridge between a window and the desktop: a few named calls, each checked again on the other side, and one
 * event that carries a word. The ipcRenderer itself never crosses. A sandboxed preload must be one self-contained file,
 * so it imports nothing of ours.
 */
const call = (name: string) => (input: unknown) => ipcRenderer.invoke(name, input ?? null);

contextBridge.exposeInMainWorld('citywhistleDesk', {
  hall: call('desk:hall'),
  switchProfile: call('desk:switch-profile'),
  saveProfile: call('desk:save-profile'),
  resetProfile: call('desk:reset-profile'),
  openWindow: call('desk:open-window'),
  adjustWindow: call('desk:adjust-window'),
  leaveKiosk: call('desk:leave-kiosk'),
  identify: call('desk:identify'),
  restartWindow: call('desk:restart-window'),
  notify: call('desk:notify'),
  printPdf: call('desk:print-pdf'),
  about: call('desk:about'),
  /** `changed`: ask for the hall again; `identify`: show your display's number. */
  onEvent: (listener: (event: string) => void) => {
    ipcRenderer.on('desk:event', (_event, name: unknown) => {
      if (name === 'changed' || name === 'identify') listener(name);
    });
  },
});
