import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';

/** What is published about one server, so that it need not be found out by running into it. */
type KnownHost = { host: RegExp; dialect: DialectName; ratePerMinute: number };

/** work-order-apis.md §1.2: Boston since 2026 allows ten requests a minute without a key, SeeClickFix twenty. */
const KNOWN: KnownHost[] = [
  { host: /^311\.boston\.gov$/, dialect: 'connectedbits', ratePerMinute: 10 },
  { host: /(^|\.)seeclickfix\.com$/, dialect: 'seeclickfix', ratePerMinute: 20 },
];

/** What is known of the server at this address by its host alone; null for all others. */
export function knownHost(url: string): Pick<KnownHost, 'dialect' | 'ratePerMinute'> | null {
  const { hostname } = new URL(url);
  return KNOWN.find(({ host }) => host.test(hostname)) ?? null;
}

/** The dialect with the pace that its host is known to want; a pace stated already stays. */
export function pacedFor(url: string, dialect: DialectRecord): DialectRecord {
  return { ...dialect, ratePerMinute: dialect.ratePerMinute ?? knownHost(url)?.ratePerMinute ?? null };
}
