import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CrashBudget } from '../../../electron/shell/crashBudget.ts';
import { reportFaults } from '../../../electron/shell/start/faults.ts';
import { ignoredFlags } from '../../../electron/shell/start/secondStart.ts';

describe('a fault of the shell', () => {
  function shell(isUp: boolean) {
    const process = new EventEmitter();
    const [logged, ended, told]: string[][] = [[], [], []];
    reportFaults(process, {
      log: (kind, stack) => logged?.push(`${kind}: ${stack}`),
      isUp: () => isUp,
      endStart: (message) => ended?.push(message),
      showMessage: (message) => told?.push(message),
      budget: new CrashBudget(2, 600_000),
      now: () => 0,
    });
    return { process, logged, ended, told };
  }

  it('is logged with its stack and told, and the windows go on', () => {
    const { process, logged, ended, told } = shell(true);
    process.emit('uncaughtException', new Error('Object has been destroyed'));
    process.emit('unhandledRejection', 'no reason');
    expect(logged?.[0]).toMatch(/^uncaught exception: Error: Object has been destroyed\n +at /);
    expect(logged?.[1]).toBe('unhandled rejection: no reason');
    expect(told?.[0]).toContain('窗口和数据可继续使用');
    expect(ended).toEqual([]);
  });

  it('that comes again and again is logged each time, and told a few times only', () => {
    const { process, logged, told } = shell(true);
    for (let times = 0; times < 5; times += 1) process.emit('uncaughtException', new Error('again'));
    expect([logged?.length, told?.length]).toEqual([5, 2]);
  });

  it('before the windows are open ends the start, with the reason', () => {
    const { process, ended, told } = shell(false);
    process.emit('unhandledRejection', new Error('no preload'));
    expect(ended).toEqual(['程序无法启动：Error: no preload']);
    expect(told).toEqual([]);
  });
});

describe('a second start', () => {
  const running = ['--data', '/a'];
  it('with other flags is told that they are ignored', () => {
    expect(ignoredFlags(running, { flags: ['--data', '/b'] })).toContain('没有生效：--data /b');
    expect(ignoredFlags([], { flags: ['--demo'] })).toContain('--demo');
  });
  it.each([[{ flags: [] }], [{ flags: ['--data', '/a'] }], [null], ['nonsense']])(
    'that asks for nothing else only brings the console to the front: %j',
    (second) => {
      expect(ignoredFlags(running, second)).toBeNull();
    },
  );
});
