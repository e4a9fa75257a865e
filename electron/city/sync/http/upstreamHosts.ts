/**
 * The upstream hosts that an installation allows; null allows every host whose address is not refused (`addressRules`).
 * An entry is a host name, an IP address, or `*.` and a domain, which stands for every name below it.
 */
export type UpstreamHosts = readonly string[] | null;

/** Whether a host of a URL is among the allowed ones. */
export function isHostAllowed(hosts: UpstreamHosts, host: string): boolean {
  if (hosts === null) return true;
  const name = host.toLowerCase().replace(/\.$/, '');
  return hosts.some((entry) => (entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry));
}
