import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isConsoleAddress, mayOpenOutside } from '../../../electron/shell/addresses.ts';
import { CrashBudget } from '../../../electron/shell/crashBudget.ts';
import { guardNavigation, guardPermissions } from '../../../electron/shell/guards.ts';
import { type CallHandlers, registerCalls } from '../../../electron/shell/registerCalls.ts';
import { openWindow, windowOptions } from '../../../electron/shell/windows/openWindow.ts';
import { StandInDesktop } from '../../support/electronStandIn.ts';

describe('addresses', () => {
  it.each([
    ['app://city/?role=wall', true],
    ['app://city/', true],
    ['app://citybank/', false],
    ['app://city.evil/', false],
    ['file:///etc/passwd', false],
    ['https://city/', false],
    ['nonsense', false],
  ])('%s is our own: %s', (address, own) => expect(isConsoleAddress(address)).toBe(own));

  it.each([
    ['https://example.org/photo.jpg', true],
    ['http://10.0.0.1/a.jpg', true],
    ['https://user:secret@example.org/', false],
    ['file:///tmp/x', false],
    ['javascript:alert(1)', false],
    ['smb://share', false],
  ])('%s may open outside: %s', (address, may) => expect(mayOpenOutside(address)).toBe(may));
});

/** Collects what the guards set, as Electron would keep it. */
function guardedContents() {
  const events = new EventEmitter();
  let openHandler: ((details: { url: string }) => { action: string }) | null = null;
  const outside: string[] = [];
  const own: string[] = [];
  guardNavigation(
    {
      on: events.on.bind(events),
      setWindowOpenHandler: (handler: never) => {
        openHandler = handler;
      },
    } as never,
    (address) => outside.push(address),
    (address) => own.push(address),
  );
  const navigate = (name: string, url: string) => {
    let prevented = false;
    events.emit(name, { url, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { navigate, open: (url: string) => openHandler?.({ url }).action, outside, own };
}

describe('navigation', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s stays on our own pages', (name) => {
    const { navigate } = guardedContents();
    expect(navigate(name, 'https://example.org/')).toBe(true);
    expect(navigate(name, 'app://city/?role=desk')).toBe(false);
  });

  it('never opens a child window; a web link goes to the system browser', () => {
    const { open, outside, own } = guardedContents();
    expect(open('https://example.org/photo.jpg')).toBe('deny');
    expect(open('file:///etc/passwd')).toBe('deny');
    expect(open('app://city/?role=desk')).toBe('deny');
    expect(outside).toEqual(['https://example.org/photo.jpg']);
    expect(own).toEqual(['app://city/?role=desk']);
  });
});

describe('permissions', () => {
  const handlers: Record<string, (...args: never[]) => unknown> = {};
  const keep = (name: string) => (handler: never) => {
    handlers[name] = handler;
  };
  guardPermissions({
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
  } as never);
  const ask = (permission: string, url: string) => {
    let answer: boolean | null = null;
    handlers['request']?.(
      { getURL: () => url } as never,
      permission as never,
      ((yes: boolean) => (answer = yes)) as never,
    );
    return [answer, handlers['check']?.(null as never, permission as never, url as never)];
  };

  it('grants full screen to our windows, in both ways of asking', () => {
    expect(ask('fullscreen', 'app://city/')).toEqual([true, true]);
  });
  it.each(['media', 'geolocation', 'notifications', 'openExternal', 'usb'])('refuses %s', (permission) => {
    expect(ask(permission, 'app://city/')).toEqual([false, false]);
  });
  it('refuses strangers everything', () => {
    expect(ask('fullscreen', 'https://example.org/')).toEqual([false, false]);
    expect(handlers['device']?.()).toBe(false);
  });
});

describe('calls', () => {
  const registered = new Map<string, (event: never, input: unknown) => Promise<unknown>>();
  const handlers: CallHandlers = {
    'host:view': async () => ({
      placing: 'granted',
      service: null,
      displays: [],
      active: null,
      turn: 0,
      profiles: [],
      windows: [],
      parked: [],
      notes: [],
    }),
    'host:ticket': async () => ({ ticket: 't' }),
    'host:switch-profile': async () => null,
    'host:save-profile': async () => null,
    'host:reset-profile': async () => null,
    'host:open-window': async () => ({ opened: true }),
    'host:adjust-window': async () => null,
    'host:leave-kiosk': async () => null,
    'host:identify': async () => null,
    'host:restart-window': async () => ({ restarted: true }),
    'host:notify': async () => null,
    'host:print': async () => ({ outcome: 'printed' }),
  };
  registerCalls(
    { handle: (name: string, handler: never) => registered.set(name, handler) } as never,
    handlers,
    { mayCall: async (_contents, name) => name !== 'host:print' },
  );
  const call = (name: string, url: string, input: unknown, parent: unknown = null) =>
    registered.get(name)?.({ senderFrame: { url, parent }, sender: {} } as never, input);

  it('are the ones that the preload offers, one by one', () => {
    const preload = readFileSync(new URL('../../../electron/preload.ts', import.meta.url), 'utf8');
    const offered = [...preload.matchAll(/call\('([\w:-]+)'\)/g)].map(([, name]) => name);
    expect(offered.sort()).toEqual([...registered.keys()].sort());
  });

  it('answers our own top frame', async () => {
    expect(await call('host:open-window', 'app://city/', { role: 'whistles', display: '2' })).toEqual({
      opened: true,
    });
  });
  it('does nothing that a wall may not have done', async () => {
    await expect(call('host:print', 'app://city/', null)).rejects.toThrow('refused, a wall');
  });
  it('refuses foreign frames and inner frames', async () => {
    await expect(call('host:view', 'https://example.org/', null)).rejects.toThrow('foreign');
    await expect(call('host:view', 'app://city/', null, {})).rejects.toThrow('foreign');
  });
  it.each([
    ['host:open-window', { role: '../x', display: null }],
    ['host:switch-profile', { profile: 'nap' }],
    ['host:leave-kiosk', { window: 'wall 1' }],
    ['host:adjust-window', { window: 'wall-1', zoom: 40, linked: true }],
    ['host:view', { extra: 1 }],
  ])('refuses %s with %j', async (name, input) => {
    await expect(call(name, 'app://city/', input)).rejects.toThrow('refused');
  });
});

describe('a window', () => {
  it('is sandboxed and isolated', () => {
    expect(windowOptions('/p.cjs', { x: 0, y: 0, width: 10, height: 10 }).webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  function opened(kiosk: boolean, reload = true) {
    const desktop = new StandInDesktop([], 'windows');
    const standIn = desktop.open({ x: 0, y: 0, width: 800, height: 600 });
    const reasons: string[] = [];
    let ending = false;
    const { restart } = openWindow({
      create: () => standIn.shell,
      address: 'app://city/?role=wall',
      isKiosk: () => kiosk,
      mayClose: () => ending,
      budget: new CrashBudget(3, 600_000),
      now: desktop.now,
      later: desktop.later,
      guard: () => standIn.log.push('guard'),
      askToReload: async () => reload,
      gaveUp: (reason) => reasons.push(reason),
    });
    const reloads = () => standIn.log.filter((what) => what === 'reload').length;
    return { standIn, desktop, reasons, restart, reloads, end: () => (ending = true) };
  }

  it('is guarded before it loads', () => {
    expect(opened(false).standIn.log).toEqual(['guard', 'load app://city/?role=wall']);
  });

  it('comes back after a crash, three times in ten minutes, then says what to do', () => {
    const { standIn, reasons, reloads } = opened(true);
    for (let i = 0; i < 5; i += 1) standIn.crash('oom');
    expect([reloads(), reasons]).toEqual([3, ['oom']]);
    expect(decodeURIComponent(standIn.address)).toContain('已停止自动恢复');
  });

  it('shares that budget with a lost graphics context', () => {
    const { standIn, restart, reloads } = opened(false);
    for (let i = 0; i < 2; i += 1) standIn.crash('crashed');
    expect([restart('context-lost'), restart('context-lost'), restart('context-lost')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(reloads()).toBe(3);
  });

  it('does not come back when it was closed in order', () => {
    const { standIn, reloads } = opened(false);
    standIn.crash('clean-exit');
    expect(reloads()).toBe(0);
  });

  it('asks the operator before it ends a hung page, and heeds the answer', async () => {
    for (const [answer, times] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const { standIn, reloads } = opened(false, answer);
      standIn.emit('unresponsive');
      await Promise.resolve();
      expect(reloads()).toBe(times);
    }
  });

  it('ends a hung wall by itself after half a minute, unless it answers again', () => {
    const hung = opened(true);
    hung.standIn.emit('unresponsive');
    hung.desktop.advance(29_000);
    expect(hung.reloads()).toBe(0);
    hung.desktop.advance(1000);
    expect(hung.reloads()).toBe(1);

    const slow = opened(true);
    slow.standIn.emit('unresponsive');
    slow.desktop.advance(20_000);
    slow.standIn.emit('responsive');
    slow.desktop.advance(60_000);
    expect(slow.reloads()).toBe(0);
  });

  it.each([
    ['Alt+F4', { key: 'F4', alt: true }],
    ['Ctrl+W', { key: 'w', control: true }],
    ['Ctrl+Shift+W', { key: 'W', control: true, shift: true }],
    ['Ctrl+F4', { key: 'F4', control: true }],
    ['F11', { key: 'F11' }],
    ['F5', { key: 'F5' }],
    ['Ctrl+R', { key: 'r', control: true }],
    ['Ctrl+Q', { key: 'q', control: true }],
    ['Ctrl+minus', { key: '-', control: true }],
    ['Ctrl+Shift+I', { key: 'I', control: true, shift: true }],
  ])('%s does not reach a kiosk wall, and does reach a desk', (_name, key) => {
    expect(opened(true).standIn.press(key)).toBe(false);
    expect(opened(false).standIn.press(key)).toBe(true);
  });

  it.each([
    ['Alt+0', { key: '0', alt: true }],
    ['Ctrl+Alt+1', { key: '1', control: true, alt: true }],
    ['Ctrl+L', { key: 'l', control: true }],
    ['Escape', { key: 'Escape' }],
  ])('%s reaches a kiosk wall', (_name, key) => expect(opened(true).standIn.press(key)).toBe(true));

  it('cannot be closed as a kiosk, until the program ends', () => {
    const { standIn, end } = opened(true);
    standIn.close();
    expect(standIn.isDestroyed()).toBe(false);
    end();
    standIn.close();
    expect(standIn.isDestroyed()).toBe(true);
  });
});

describe('the crash budget', () => {
  it('forgets crashes that lie outside its window', () => {
    const budget = new CrashBudget(2, 1000);
    expect([0, 10, 20, 2000].map((at) => budget.spend(at))).toEqual([true, true, false, true]);
  });
});
