import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { checkAddress } from './http/address.ts';
import type { Credentials } from './http/exchange.ts';

/** The key of a source bound to its own origin; null where it needs none or none was given. */
export function credentialsFor(
  auth: SourceConfig['auth'],
  url: string,
  secret: string | null,
): Credentials | null {
  if (auth.in === 'none' || secret === null || secret === '') return null;
  return { in: auth.in, name: auth.name, secret, origin: checkAddress(url).origin };
}
