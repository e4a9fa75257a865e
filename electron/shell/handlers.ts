import { writeFile } from 'node:fs/promises';
import { BrowserWindow, Notification } from 'electron';
import type { createDialogs } from './dialogs.ts';
import { createNotices } from './notices.ts';
import { printPage } from './printPage.ts';
import type { CallHandlers } from './registerCalls.ts';
import type { WindowManager } from './windows/windowManager.ts';
import type { WindowTickets } from './windowTickets.ts';

/** The IPC calls, implemented with Electron's modules. Kept without logic, since this file is not unit-tested. */
export function windowHostHandlers(
  manager: WindowManager,
  dialogs: ReturnType<typeof createDialogs>,
  showNumbers: () => void,
  tickets: WindowTickets,
): CallHandlers {
  const notify = createNotices({
    hasFocus: () => !Notification.isSupported() || BrowserWindow.getFocusedWindow() !== null,
    show: ({ title, body }, clicked) => new Notification({ title, body }).on('click', clicked).show(),
  });
  return {
    'host:view': async () => manager.view(),
    'host:ticket': async (_input, sender) => ({ ticket: tickets.ticketOf(sender.id) }),
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
    'host:notify': async (notice, sender) => {
      notify(notice, () => BrowserWindow.fromWebContents(sender)?.focus());
      return null;
    },
    'host:print': async (_input, sender) => {
      const window = BrowserWindow.fromWebContents(sender);
      const choosePdf = async () => (window === null ? null : dialogs.choosePdf(window));
      return { outcome: await printPage(sender, choosePdf, writeFile) };
    },
  };
}
