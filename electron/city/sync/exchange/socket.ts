import { connect, type Socket } from 'node:net';
import { getCACertificates } from 'node:tls';
import type { ExchangeTarget } from '../../../../shared/contract/exchange.ts';
import { assertWithinReach, lookupWithin } from '../http/reach.ts';
import type { UpstreamHosts } from '../http/upstreamHosts.ts';

/** Where connections may go, and whose certificates are trusted, as for upstreams over HTTP. */
export type Network = {
  /** The upstream hosts that this installation allows; null: any. */
  hosts: UpstreamHosts;
  /** Certificate authorities (PEM) to trust beside the bundled ones and the system's. */
  authorities: readonly string[];
};

/** A name, or an address as a URL writes it. */
function hostOfUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * A connection under way to the server of a database. The address that is checked is the one that is connected to.
 * @throws UpstreamError `host-not-allowed`, `address-refused`
 */
export function openSocket({ host, port }: ExchangeTarget, network: Network): Socket {
  assertWithinReach(new URL(`http://${hostOfUrl(host)}`), network.hosts, 'any');
  const socket = connect({ host, port, lookup: lookupWithin('any') });
  socket.setNoDelay(true);
  // Node compares a certificate with this name where a TLS connection over this socket names none: that of an address.
  Reflect.set(socket, '_host', host);
  return socket;
}

let trusted: { authorities: readonly string[]; ca: string[] } | null = null;

/** Everything whose certificates are trusted, PEM; gathered once. */
export function trustedAuthorities(authorities: readonly string[]): string[] {
  if (trusted === null || trusted.authorities !== authorities)
    trusted = {
      authorities,
      ca: [...getCACertificates('default'), ...getCACertificates('system'), ...authorities],
    };
  return trusted.ca;
}
