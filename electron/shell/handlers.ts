import { writeFile } from 'node:fs/promises';
import { app, BrowserWindow, dialog, Notification, powerSaveBlocker, screen } from 'electron';
import type { CallHandlers } from './answerCalls.ts';
import { toDisplay } from './windows.ts';

/** What only a desktop can do, over Electron's own modules. Thin on purpose: there is no logic here to test. */
export function deskHandlers(openRole: (role: string, display: string | null) => void): CallHandlers {
  let awake: number | null = null;
  return {
    'desk:displays': async () => {
      const primary = screen.getPrimaryDisplay().id;
      return screen.getAllDisplays().map((display) => toDisplay(display, primary));
    },
    'desk:open-window': async ({ role, display }) => {
      openRole(role, display);
      return null;
    },
    'desk:full-screen': async ({ on }, sender) => {
      BrowserWindow.fromWebContents(sender)?.setFullScreen(on);
      return null;
    },
    'desk:keep-awake': async ({ on }) => {
      if (on && awake === null) awake = powerSaveBlocker.start('prevent-display-sleep');
      if (!on && awake !== null) {
        powerSaveBlocker.stop(awake);
        awake = null;
      }
      return { on: awake !== null };
    },
    'desk:notify': async ({ title, body }) => {
      new Notification({ title, body }).show();
      return null;
    },
    'desk:print-pdf': async (_input, sender) => {
      const { filePath } = await dialog.showSaveDialog({ filters: [{ name: 'PDF', extensions: ['pdf'] }] });
      if (!filePath) return { savedTo: null };
      await writeFile(filePath, await sender.printToPDF({ printBackground: true, landscape: true }));
      return { savedTo: filePath };
    },
    'desk:about': async () => ({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      platform: process.platform,
    }),
  };
}
