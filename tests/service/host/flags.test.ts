import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../../../electron/host/dataFolder.ts';
import { EXIT, LaunchError } from '../../../electron/host/exitCodes.ts';
import { readFlags } from '../../../electron/host/flags.ts';

function refusal(argv: string[]): LaunchError {
  try {
    readFlags(argv);
  } catch (error) {
    if (error instanceof LaunchError) return error;
  }
  throw new Error(`accepted: ${argv.join(' ')}`);
}

describe('flags', () => {
  it('reads everything that the surface promises', () => {
    const argv =
      '--data d --pack p --source open311+http://a --source file:b --ca hall.pem --ca city.cer --upstream-hosts gd.gov.cn,*.example.cn --anchor /media/usb --poll 2.5 --port 0 --demo --no-open --require-sign-in';
    expect(
      readFlags([
        ...['--push-listen', '[fd00::7]:8443', '--push-cert', 'c.pem', '--push-key', 'k.pem'],
        ...argv.split(' '),
        '--seed',
        '7',
      ]),
    ).toEqual({
      data: 'd',
      pack: 'p',
      sources: ['open311+http://a', 'file:b'],
      authorities: ['hall.pem', 'city.cer'],
      upstreamHosts: 'gd.gov.cn,*.example.cn',
      anchor: '/media/usb',
      pollSeconds: 2.5,
      port: 0,
      pushEntrance: { host: 'fd00::7', port: 8443, certificate: 'c.pem', key: 'k.pem', passphrase: null },
      demo: true,
      seed: 7,
      open: false,
      requireSignIn: true,
      help: false,
    });
  });

  it.each([
    [['--prot', '1'], '--prot'],
    [['extra'], 'extra'],
    [['--data'], '--data'],
    [['--data', ''], '--data'],
    [['--ca', ''], '--ca'],
    [['--port', '70000'], '70000'],
    [['--port', '1.5'], '1.5'],
    [['--port', '-1'], '--port'],
    [['--poll', '0'], '--poll'],
    [['--poll', 'soon'], 'soon'],
    [['--seed', 'x'], '--seed'],
    [['--demo=yes'], '--demo'],
  ])('refuses %j and names what is wrong', (argv, named) => {
    const error = refusal(argv);
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.message).toContain(named);
    expect(error.message).toMatch(/[\u4e00-\u9fff].*--help/);
  });
});

it.each([
  ['linux', { XDG_DATA_HOME: '/x' }, /^\/x\/citywhistle$/],
  ['linux', { XDG_DATA_HOME: 'relative' }, /\.local\/share\/citywhistle$/],
  ['linux', {}, /\.local\/share\/citywhistle$/],
  ['darwin', {}, /Library\/Application Support\/CityWhistle$/],
  ['win32', { APPDATA: '/roaming' }, /roaming.CityWhistle$/],
] as const)('keeps data where %s expects it', (platform, env, expected) => {
  expect(defaultDataDir(env, platform)).toMatch(expected);
});
