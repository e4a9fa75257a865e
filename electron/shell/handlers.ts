import { writeFile } from 'node:fs/promises';
import { app, dialog, Notification } from 'electron';
import type { CallHandlers } from './registerCalls.ts';
import type { Hall } from './windows/windowManager.ts';

/** What only a desktop can do, over Electron's own modules. Thin on purpose: there is no logic here to test. */
export function deskHandlers(hall: Hall, showNumbers: () => void): CallHandlers {
  return {
    'desk:hall': async () => hall.view(),
    'desk:switch-profile': async ({ profile }) => {
      hall.switchTo(profile);
      return null;
    },
    'desk:save-profile': async ({ profile }) => {
      hall.save(profile);
      return null;
    },
    'desk:reset-profile': async ({ profile }) => {
      hall.reset(profile);
      return null;
    },
    'desk:open-window': async ({ role, display }) => ({ opened: hall.openRole(role, display) }),
    'desk:adjust-window': async ({ window, ...change }) => {
      hall.adjust(window, change);
      return null;
    },
    'desk:leave-kiosk': async ({ window }) => {
      hall.leaveKiosk(window);
      return null;
    },
    'desk:identify': async () => {
      hall.send('identify');
      showNumbers();
      return null;
    },
    'desk:restart-window': async (_input, sender) => {
      const id = hall.idOf(sender.id);
      return { restarted: id !== null && hall.restart(id, 'context-lost') };
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
