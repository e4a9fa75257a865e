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
// Metadata services outside of the link-local range: Alibaba Cloud, Azure, Oracle Cloud; AWS, Google Cloud, Oracle Cloud.
for (const address of ['100.100.100.200', '168.63.129.16', '192.0.0.192'])
  refused.addAddress(address, 'ipv4');
for (const address of ['fd00:ec2::254', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe'])
  refused.addAddress(address, 'ipv6');
// Old forms that carry an IPv4 address, and that no upstream has: IPv4-compatible and IPv4-translated, Teredo, 6to4.
refused.addRange('::2', '::ffff:ffff', 'ipv6');
refused.addSubnet('::ffff:0:0:0', 96, 'ipv6');
refused.addSubnet('2001::', 32, 'ipv6');
refused.addSubnet('2002::', 16, 'ipv6');

const local = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['198.18.0.0', 15],
] as const)
  local.addSubnet(net, bits, 'ipv4');
local.addAddress('::1', 'ipv6');
local.addSubnet('fc00::', 7, 'ipv6');
local.addSubnet('fec0::', 10, 'ipv6');
// A NAT64 within the hall (RFC 8215).
local.addSubnet('64:ff9b:1::', 48, 'ipv6');

/** An address of NAT64 (RFC 6052) as a URL writes it: an IPv4 address is in its last 32 bits. */
const NAT64 = /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})?$/;

/**
 * The class of an IP address, with or without the brackets of a URL; a name that is no address is `refused`. An IPv6
 * address that stands for an IPv4 one has the class of that one; for mapped ones (RFC 4291), `BlockList` does it.
 */
export function classOfAddress(text: string): AddressClass {
  const address = mappedIfNat64(withoutBrackets(text));
  const version = isIP(address);
  if (version === 0) return 'refused';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (refused.check(address, family)) return 'refused';
  return local.check(address, family) ? 'local' : 'public';
}

/** Whether the host of a URL is an IP address rather than a name. */
export function isAddress(host: string): boolean {
  return isIP(withoutBrackets(host)) !== 0;
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** A NAT64 address as the mapped one of the same IPv4 address; any other as it is. */
function mappedIfNat64(address: string): string {
  if (isIP(address) !== 6) return address;
  const [withoutZone = ''] = address.split('%', 1);
  // In the form of a URL, which writes the shortest one.
  const found = NAT64.exec(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
  if (found === null) return address;
  const [, high = '0', low = '0'] = found;
  return `::ffff:${high}:${low}`;
}
