import { writeFile } from 'node:fs/promises';
import { app, dialog, Notification } from 'electron';
import type { CallHandlers } from './registerCalls.ts';
import type { WindowManager } from './windows/windowManager.ts';

/** What only a desktop can do, over Electron's own modules. Thin on purpose: there is no logic here to test. */
export function windowHostHandlers(manager: WindowManager, showNumbers: () => void): CallHandlers {
  return {
    'host:view': async () => manager.view(),
    'host:switch-profile': async ({ profile }) => {
      manager.switchTo(profile);
      return null;
    },
    'host:save-profile': async ({ profile }) => {
      manager.save(profile);
      return null;
    },
    'host:reset-profile': async ({ profile }) => {
      manager.reset(profile);
      return null;
    },
    'host:open-window': async ({ role, display }) => ({ opened: manager.openRole(role, display) }),
    'host:adjust-window': async ({ window, ...change }) => {
      manager.adjust(window, change);
      return null;
    },
    'host:leave-kiosk': async ({ window }) => {
      manager.leaveKiosk(window);
      return null;
    },
    'host:identify': async () => {
      manager.send('identify');
      showNumbers();
      return null;
    },
    'host:restart-window': async (_input, sender) => {
      const id = manager.idOf(sender.id);
      return { restarted: id !== null && manager.restart(id, 'context-lost') };
    },
    'host:notify': async ({ title, body }) => {
      new Notification({ title, body }).show();
      return null;
    },
    'host:print-pdf': async (_input, sender) => {
      const { filePath } = await dialog.showSaveDialog({ filters: [{ name: 'PDF', extensions: ['pdf'] }] });
      if (!filePath) return { savedTo: null };
      await writeFile(filePath, await sender.printToPDF({ printBackground: true, landscape: true }));
      return { savedTo: filePath };
    },
    'host:about': async () => ({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      platform: process.platform,
    }),
  };
}
