import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isOwn, mayOpenOutside } from '../../../electron/shell/addresses.ts';
import { answerCalls, type CallHandlers } from '../../../electron/shell/answerCalls.ts';
import { CrashBudget } from '../../../electron/shell/crashBudget.ts';
import { guardNavigation, guardPermissions } from '../../../electron/shell/guards.ts';
import { openWindow, type ShellWindow, windowOptions } from '../../../electron/shell/windows.ts';

describe('addresses', () => {
  it.each([
    ['app://city/?role=wall', true],
    ['app://city/', true],
    ['app://citybank/', false],
    ['app://city.evil/', false],
    ['file:///etc/passwd', false],
    ['https://city/', false],
    ['nonsense', false],
  ])('%s is our own: %s', (address, own) => expect(isOwn(address)).toBe(own));

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
    'desk:displays': async () => [],
    'desk:open-window': async () => null,
    'desk:full-screen': async () => null,
    'desk:keep-awake': async ({ on }) => ({ on }),
    'desk:notify': async () => null,
    'desk:print-pdf': async () => ({ savedTo: null }),
    'desk:about': async () => ({ version: '1', electron: '45', platform: 'linux' }),
  };
  answerCalls({ handle: (name: string, handler: never) => registered.set(name, handler) } as never, handlers);
  const call = (name: string, url: string, input: unknown, parent: unknown = null) =>
    registered.get(name)?.({ senderFrame: { url, parent }, sender: {} } as never, input);

  it('answers our own top frame', async () => {
    expect(await call('desk:keep-awake', 'app://city/', { on: true })).toEqual({ on: true });
  });
  it('refuses foreign frames, inner frames and wrong shapes', async () => {
    await expect(call('desk:keep-awake', 'https://example.org/', { on: true })).rejects.toThrow('foreign');
    await expect(call('desk:keep-awake', 'app://city/', { on: true }, {})).rejects.toThrow('foreign');
    await expect(call('desk:keep-awake', 'app://city/', { on: 'yes' })).rejects.toThrow('refused');
    await expect(call('desk:open-window', 'app://city/', { role: '../x', display: null })).rejects.toThrow(
      'refused',
    );
  });
});

describe('a window', () => {
  const display = {
    id: '1',
    label: 'left',
    primary: true,
    scaleFactor: 1,
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  };

  it('is sandboxed and isolated', () => {
    expect(windowOptions('/p.cjs', display).webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  function standIn() {
    const contents = new EventEmitter();
    const events = new EventEmitter();
    const done: string[] = [];
    const window = Object.assign(events, {
      webContents: Object.assign(contents, { id: 1, setWindowOpenHandler: () => undefined }),
      loadURL: async (address: string) => void done.push(`load ${address}`),
      show: () => done.push('show'),
      reload: () => done.push('reload'),
      isDestroyed: () => false,
      focus: () => undefined,
      isMinimized: () => false,
      restore: () => undefined,
      setFullScreen: () => undefined,
    }) as unknown as ShellWindow & EventEmitter;
    const told: string[] = [];
    openWindow({
      create: () => window,
      role: 'wall',
      budget: new CrashBudget(3, 600_000),
      now: () => 0,
      guard: () => done.push('guard'),
      tell: (m) => told.push(m),
      askToReload: async () => true,
    });
    return { contents, window, done, told };
  }

  it('is guarded before it loads, shown when ready', () => {
    const { window, done } = standIn();
    window.emit('ready-to-show');
    expect(done).toEqual(['guard', 'load app://city/?role=wall', 'show']);
  });

  it('comes back after a crash, three times in ten minutes, then says so', () => {
    const { contents, done, told } = standIn();
    for (let i = 0; i < 4; i += 1) contents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(done.filter((what) => what === 'reload')).toHaveLength(3);
    expect(told).toEqual([expect.stringContaining('oom')]);
  });

  it('does not come back when it was closed in order', () => {
    const { contents, done } = standIn();
    contents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(done).not.toContain('reload');
  });
});

describe('the crash budget', () => {
  it('forgets crashes that lie outside its window', () => {
    const budget = new CrashBudget(2, 1000);
    expect([0, 10, 20, 2000].map((at) => budget.spend(at))).toEqual([true, true, false, true]);
  });
});
