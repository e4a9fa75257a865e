/** The console's own scheme, instead of file:// or a loopback port. Every window has this origin. */
export const scheme = 'app';
export const origin = `${scheme}://city`;

/** True for addresses of the console itself. Custom schemes have a null `URL.origin`, so host and scheme are compared. */
export function isConsoleAddress(address: string): boolean {
  const url = parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === 'city';
}

/** True for pages of the console. Answers of the API are never shown as a page. */
export function isConsolePage(address: string): boolean {
  return isConsoleAddress(address) && !new URL(address).pathname.startsWith('/api/');
}

/** Only web addresses without credentials may be opened in the system's browser. */
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
