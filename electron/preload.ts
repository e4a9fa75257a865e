import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only bridge between a window and the desktop: a few named calls, each checked again on the other side. The
 * ipcRenderer itself never crosses. A sandboxed preload must be one self-contained file, so it imports nothing of ours.
 */
const call = (name: string) => (input: unknown) => ipcRenderer.invoke(name, input ?? null);

contextBridge.exposeInMainWorld('citywhistleDesk', {
  displays: call('desk:displays'),
  openWindow: call('desk:open-window'),
  fullScreen: call('desk:full-screen'),
  keepAwake: call('desk:keep-awake'),
  notify: call('desk:notify'),
  printPdf: call('desk:print-pdf'),
  about: call('desk:about'),
});
