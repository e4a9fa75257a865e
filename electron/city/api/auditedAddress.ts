/**
 * An address as the audit keeps it: without user and password, and without its query, which may hold a key. Placeholders
 * of a tile address stay as they were typed. Empty where it is none.
 */
export function auditedAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replaceAll('%7B', '{').replaceAll('%7D', '}')}`.slice(0, 300);
}
