import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { UpstreamError } from '../adapter.ts';
import { classOfAddress, isAddress } from './addressRules.ts';
import { isHostAllowed, type UpstreamHosts } from './upstreamHosts.ts';

/** Where a request may go: to any address that is not refused, or only to addresses outside of the hall. */
export type Reach = 'any' | 'public';

/** @throws UpstreamError `host-not-allowed`, or `address-refused` if the host is an address out of reach. */
export function assertWithinReach(url: URL, hosts: UpstreamHosts, reach: Reach): void {
  const { hostname } = url;
  if (!isHostAllowed(hosts, hostname)) throw new UpstreamError('host-not-allowed', { host: hostname }, false);
  if (isAddress(hostname) && !fits(hostname, reach)) throw refusal(hostname, hostname);
}

/**
 * The resolver of the connections themselves: it gives only addresses within reach. The address that was checked is the
 * one that is connected to, so that a name cannot mean one address when it is checked and another one afterwards.
 */
export function lookupWithin(reach: Reach) {
  return (
    host: string,
    options: LookupOptions,
    answer: (error: Error | null, found: string | LookupAddress[], family?: number) => void,
  ): void => {
    lookup(host, { ...options, all: true }, (error, all) => {
      if (error !== null) return answer(error, []);
      const found = all.filter(({ address }) => fits(address, reach));
      const [first] = found;
      if (first === undefined) return answer(refusal(host, all[0]?.address ?? ''), []);
      if (options.all === true) answer(null, found);
      else answer(null, first.address, first.family);
    });
  };
}

/** Where a redirect from `host` to another host may lead: inside the hall only if `host` itself is there. */
export async function reachOfRedirect(host: string): Promise<Reach> {
  const all = isAddress(host) ? [{ address: host }] : await lookupAll(host, { all: true }).catch(() => []);
  return all.some(({ address }) => classOfAddress(address) === 'local') ? 'any' : 'public';
}

function fits(address: string, reach: Reach): boolean {
  const found = classOfAddress(address);
  return found === 'public' || (found === 'local' && reach === 'any');
}

function refusal(host: string, address: string): UpstreamError {
  const why = classOfAddress(address) === 'local' ? 'inward' : 'reserved';
  return new UpstreamError('address-refused', { host, address, why }, false);
}
