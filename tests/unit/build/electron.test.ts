import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { electronBinary, fetchElectron } from '../../../build/scripts/electron.ts';
import { sandboxObstacle } from '../../../build/scripts/sandbox.ts';

const able = { userNamespaces: true, restrictedByAppArmor: false, setuidHelper: false };

it.each<[string, typeof able, string[], RegExp | null]>([
  ['user namespaces work', able, [], null],
  ['they are off', { ...able, userNamespaces: false }, [], /user namespaces are off/],
  ['AppArmor restricts them', { ...able, restrictedByAppArmor: true }, [], /AppArmor/],
  [
    'the helper is setuid root',
    { userNamespaces: false, restrictedByAppArmor: true, setuidHelper: true },
    [],
    null,
  ],
  ['the sandbox is switched off', { ...able, userNamespaces: false }, ['--no-sandbox', '--demo'], null],
])('the sandbox when %s', (_, facts, flags, expected) => {
  const obstacle = sandboxObstacle(facts, flags);
  if (expected === null) expect(obstacle).toBeNull();
  else expect(obstacle).toMatch(expected);
});

// Where the binary is there already, nothing is fetched.
it.skipIf(electronBinary() !== null).each(['', '/'])(
  'fetches Electron from the mirror that ELECTRON_MIRROR names (ending «%s»)',
  async (ending) => {
    const asked: string[] = [];
    const mirror = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
    const { port } = mirror.address() as AddressInfo;
    try {
      // The mirror has nothing, so that nothing is installed by the test.
      expect(await fetchElectron(`http://127.0.0.1:${port}/electron${ending}`)).not.toBe(0);
      expect(asked[0]).toMatch(
        /^\/electron\/v\d+\.\d+\.\d+\/electron-v[\d.]+-(linux|win32)-(x64|arm64)\.zip$/,
      );
    } finally {
      mirror.close();
    }
  },
);
