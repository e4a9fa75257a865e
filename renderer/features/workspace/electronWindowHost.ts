import { z } from 'zod';
import { WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import { ownSlot } from '../../base/slot.ts';
import { setTicketSource } from '../../live/client/identity.ts';
import type { WindowHost } from './windowHost.ts';

const call = z.custom<(input: unknown) => Promise<unknown>>((value) => typeof value === 'function');
/** What the shell's preload exposes; both sides check what passes. */
const Bridge = z.object({
  view: call,
  ticket: call,
  switchProfile: call,
  saveProfile: call,
  resetProfile: call,
  openWindow: call,
  adjustWindow: call,
  leaveKiosk: call,
  identify: call,
  restartWindow: call,
  notify: call,
  onEvent: z.custom<(listener: (event: unknown) => void) => void>((value) => typeof value === 'function'),
});

/** The window host over the calls that the shell's preload exposes; null outside of the shell. */
export function electronWindowHost(): WindowHost | null {
  const found = Bridge.safeParse(Reflect.get(globalThis, 'citywhistleHost'));
  if (!found.success) return null;
  const bridge = found.data;
  setTicketSource(async () => z.object({ ticket: z.string() }).parse(await bridge.ticket(null)).ticket);
  return {
    view: async () => WorkspaceView.parse(await bridge.view(null)),
    onEvent: (listener) =>
      bridge.onEvent((event) => {
        if (event === 'changed' || event === 'identify') listener(event);
      }),
    switchTo: async (profile) => void (await bridge.switchProfile({ profile })),
    save: async (profile) => void (await bridge.saveProfile({ profile })),
    reset: async (profile) => void (await bridge.resetProfile({ profile })),
    openRole: async (role, display) =>
      z.object({ opened: z.boolean() }).parse(await bridge.openWindow({ role, display })).opened,
    adjust: async (id, change) => void (await bridge.adjustWindow({ window: id, ...change })),
    leaveKiosk: async (id) => void (await bridge.leaveKiosk({ window: id })),
    identify: async () => void (await bridge.identify(null)),
    notify: async (key, title, body) => void (await bridge.notify({ key, title, body })),
    allowPlacing: async () => undefined,
    restartPage: async () =>
      z.object({ restarted: z.boolean() }).parse(await bridge.restartWindow(null)).restarted,
    // The shell notices a window that hangs, and restarts it.
    unresponsive: () => [],
    ownDisplay: (view) => view.windows.find(({ id }) => id === ownSlot())?.display ?? null,
    // The shell moves and closes windows itself.
    moveToPlace: async () => undefined,
    closeWindow: () => undefined,
  };
}
