import { expect, it } from 'vitest';
import { networkOf } from '../../../electron/city/sync/push/rate.ts';

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:0:7::1', '2001:db8:0:7'],
  ['2001:0DB8:0000:0007:aaaa::9', '2001:db8:0:7'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('takes %s for a machine of %s', (remote, network) => {
  expect(networkOf(remote)).toBe(network);
});
