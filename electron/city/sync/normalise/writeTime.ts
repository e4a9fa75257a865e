import { zoneRules } from '../../../../shared/time/zoneRules.ts';

/**
 * Formats a time (UTC ms) for the queries of an upstream: `iso` (UTC, seconds), `epoch-s`, `epoch-ms` or a pattern in
 * the local time of the zone. `auto` uses `yyyy-MM-dd HH:mm:ss`, the commonest format of Chinese systems (domain.md
 * §2.7). Seconds have no decimals, because some servers reject them (work-order-apis.md §1.4).
 */
export function writeTime(ms: number, format: string, zone: string): string {
  const whole = Math.floor(ms / 1000) * 1000;
  if (format === 'epoch-s') return String(whole / 1000);
  if (format === 'epoch-ms') return String(whole);
  if (format === 'iso') return new Date(whole).toISOString().replace('.000Z', 'Z');
  const local = new Date(zoneRules(zone)?.toLocal(whole) ?? whole);
  const hour = local.getUTCHours();
  const values: Record<string, string> = {
    yyyy: String(local.getUTCFullYear()).padStart(4, '0'),
    yy: two(local.getUTCFullYear() % 100),
    MM: two(local.getUTCMonth() + 1),
    M: String(local.getUTCMonth() + 1),
    dd: two(local.getUTCDate()),
    d: String(local.getUTCDate()),
    HH: two(hour),
    H: String(hour),
    hh: two(hour % 12 === 0 ? 12 : hour % 12),
    h: String(hour % 12 === 0 ? 12 : hour % 12),
    mm: two(local.getUTCMinutes()),
    m: String(local.getUTCMinutes()),
    ss: two(local.getUTCSeconds()),
    s: String(local.getUTCSeconds()),
    SSS: '000',
    a: hour < 12 ? 'AM' : 'PM',
  };
  const pattern = format.startsWith('auto') ? 'yyyy-MM-dd HH:mm:ss' : format;
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (token, literal: string | undefined) =>
    literal === undefined ? (values[token] ?? token) : literal,
  );
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
