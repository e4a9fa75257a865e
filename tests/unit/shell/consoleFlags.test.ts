import { describe, expect, it } from 'vitest';
import { consoleFlags } from '../../../electron/shell/start/consoleFlags.ts';

const flags = [
  '--data',
  '/d',
  '--pack',
  'nanjing-qinhuai',
  '--source',
  'file:a b.csv',
  '--ca',
  'hall.pem',
  '--demo',
];

describe('flags of the console among those of the engine', () => {
  it.each([
    ['a package', ['/opt/citywhistle/citywhistle', ...flags], true],
    ['a checkout', ['node_modules/.bin/electron', '.', ...flags], false],
    [
      'a package on a wall',
      ['citywhistle', '--ozone-platform=x11', '--force-device-scale-factor=1', ...flags],
      true,
    ],
    [
      'a test tool',
      ['electron', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '.', ...flags],
      false,
    ],
    ['a test tool that hid its own', ['electron', '.', '--user-data-dir=/tmp/x', ...flags], false],
  ])('of %s', (_name, argv, packaged) => {
    expect(consoleFlags(argv, packaged)).toEqual(flags);
  });

  it('keeps what nobody knows, so that it is told', () => {
    expect(consoleFlags(['citywhistle', '--nonsense', 'x'], true)).toEqual(['--nonsense', 'x']);
  });

  it('does not take a value for a flag of the engine', () => {
    expect(consoleFlags(['electron', '.', '--data', '--lang=x'], false)).toEqual(['--data', '--lang=x']);
  });

  it.each([
    '--disable-gpu-sandbox',
    '--disable-dev-shm-usage',
    '--js-flags=--max-old-space-size=4096',
    '--gtk-version=3',
    '--original-process-start-time=13409999999999999',
    '--trace-warnings',
    '--host-rules=MAP * 127.0.0.1',
    '--appimage-extract-and-run',
  ])('never lets %s stop the start', (word) => {
    expect(consoleFlags(['electron', word, '.', ...flags, word], false)).toEqual(flags);
    expect(consoleFlags(['citywhistle', ...flags, word], true)).toEqual(flags);
  });

  it.each(['--dmeo', '--daat=/d', '--sources', '--noopen'])('keeps %s, which is nearly ours', (word) => {
    expect(consoleFlags(['citywhistle', word], true)).toEqual([word]);
  });
});
