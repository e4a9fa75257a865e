import { BlockList, isIP } from 'node:net';

/** What an address is good for: never for an upstream, only within this hall, or anywhere. */
export type AddressClass = 'refused' | 'local' | 'public';

const refused = new BlockList();
// «This network», link-local (the metadata services of clouds are there), multicast, reserved and broadcast.
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('224.0.0.0', 3, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');
// Metadata services outside of the link-local range.
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('fd00:ec2::254', 'ipv6');

const local = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  local.addSubnet(net, bits, 'ipv4');
local.addAddress('::1', 'ipv6');
local.addSubnet('fc00::', 7, 'ipv6');

/** Prefixes of IPv6 addresses that carry an IPv4 address in their last 32 bits: mapped (RFC 4291) and NAT64 (RFC 6052). */
const CARRIES_IPV4 = /^(?:::ffff:|64:ff9b::)(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/;

/** The class of an IP address, with or without the brackets of a URL; a name that is no address is `refused`. */
export function classOfAddress(text: string): AddressClass {
  const address = text.replace(/^\[|\]$/g, '').toLowerCase();
  const carried = ipv4Within(address) ?? address;
  const version = isIP(carried);
  if (version === 0) return 'refused';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (refused.check(carried, family)) return 'refused';
  return local.check(carried, family) ? 'local' : 'public';
}

/** Whether the host of a URL is an IP address rather than a name. */
export function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

function ipv4Within(address: string): string | null {
  if (isIP(address) !== 6) return null;
  const [withoutZone = ''] = address.split('%', 1);
  // In the form of a URL, which writes the shortest one.
  const found = CARRIES_IPV4.exec(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
  if (found === null) return null;
  const [, dotted, high = '0', low = '0'] = found;
  if (dotted !== undefined) return dotted;
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.');
}
