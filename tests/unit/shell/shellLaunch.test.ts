import { describe, expect, it } from 'vitest';
import { consoleFlags } from '../../../electron/shell/start/consoleFlags.ts';
import { findWindow, shellLaunch, windowAt } from '../../e2e/support/driver/shellLaunch.ts';

/** A page as the test tool shows one; windows open without an address and get theirs later. */
function page(address: string, closed = false) {
  return { url: () => address, isClosed: () => closed };
}

const given = {
  flags: ['--pack', 'nanjing-qinhuai', '--source', 'open311+http://127.0.0.1:1/#id=a', '--poll', '1'],
  dataDir: '/tmp/data',
  userData: '/tmp/profile',
  env: { DISPLAY: ':7' },
};

describe('starting the shell for a spec', () => {
  const launch = shellLaunch(given);

  it('hands the console its own flags and nothing of the engine', () => {
    // What the program sees, with and without what the test tool puts before it.
    for (const before of [[], ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0']])
      expect(consoleFlags(['electron', ...before, ...launch.args], false)).toEqual([
        '--data',
        '/tmp/data',
        ...given.flags,
      ]);
  });

  it('keeps to its own folders and its own display', () => {
    expect(launch.args).toContain('--user-data-dir=/tmp/profile');
    expect(launch.env['DISPLAY']).toBe(':7');
    expect(launch.env['TZ']).toBe('Asia/Shanghai');
  });
});

describe('windows of the shell by their role', () => {
  it.each([
    ['app://city/?role=desk&slot=desk-2', { role: 'desk', slot: 'desk-2' }],
    ['app://city/?role=wall', { role: 'wall', slot: null }],
    ['app://city/?identify=2', null],
    ['app://elsewhere/?role=desk', null],
    ['http://127.0.0.1:1/?role=desk', null],
    ['about:blank', null],
    ['', null],
  ])('%s', (address, window) => {
    expect(windowAt(address)).toEqual(window);
  });

  it('gives each window once, and none that closed or has no address yet', () => {
    const [blank, gone, first, second] = [
      page(''),
      page('app://city/?role=desk&slot=desk-1', true),
      page('app://city/?role=desk&slot=desk-1'),
      page('app://city/?role=desk&slot=desk-2'),
    ];
    const windows = [blank, gone, page('app://city/?role=wall&slot=wall-1'), first, second];
    expect(findWindow(windows, 'desk', new Set())).toBe(first);
    expect(findWindow(windows, 'desk', new Set([first]))).toBe(second);
    expect(findWindow(windows, 'desk', new Set([first, second]))).toBeNull();
  });
});
