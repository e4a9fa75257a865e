/** The console's own scheme: no file://, no loopback port. Every window is of this origin. */
export const scheme = 'app';
export const origin = `${scheme}://city`;

/** True for addresses of the console itself. Custom schemes have a null `URL.origin`, so host and scheme are compared. */
export function isOwn(address: string): boolean {
  const url = parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === 'city';
}

/** A page of the console: what the service answers to programs is never shown as one. */
export function isOwnPage(address: string): boolean {
  return isOwn(address) && !new URL(address).pathname.startsWith('/api/');
}

/** Only web addresses may leave for the system's browser, and only without credentials in them. */
export function mayOpenOutside(address: string): boolean {
  const url = parse(address);
  return (
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === ''
  );
}

/** Address of a window of the layout; see `windowSearch` for its query. */
export function windowAddress(search: string): string {
  return `${origin}/${search}`;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
