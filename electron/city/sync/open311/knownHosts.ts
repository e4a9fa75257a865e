import type { DialectName, DialectRecord } from '../../../../shared/contract/sources.ts';

/** Published facts about one server, so that its rate limit need not be exceeded to be learned. */
type KnownHost = { host: RegExp; dialect: DialectName; ratePerMinute: number };

/**
 * Published limits (work-order-apis.md §1.2): without a key Boston allows ten requests a minute since 2026, SeeClickFix
 * twenty.
 */
const KNOWN: KnownHost[] = [
  { host: /^311\.boston\.gov$/, dialect: 'connectedbits', ratePerMinute: 10 },
  { host: /(^|\.)seeclickfix\.com$/, dialect: 'seeclickfix', ratePerMinute: 20 },
];

/** Dialect and rate limit of a known host; null for all others. */
export function knownHost(url: string): Pick<KnownHost, 'dialect' | 'ratePerMinute'> | null {
  const { hostname } = new URL(url);
  return KNOWN.find(({ host }) => host.test(hostname)) ?? null;
}

/** The dialect with the rate limit of a known host, unless the dialect already has one. */
export function withKnownRate(url: string, dialect: DialectRecord): DialectRecord {
  return { ...dialect, ratePerMinute: dialect.ratePerMinute ?? knownHost(url)?.ratePerMinute ?? null };
}
