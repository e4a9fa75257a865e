/**
 * The address to which another program on this machine pushes; null in the desktop program, which listens nowhere. A page has
 * a host name of its own, which programs need not know.
 */
export function pushAddress(path: string): string | null {
  const { protocol, port } = window.location;
  return protocol === 'http:' ? `http://127.0.0.1:${port}${path}` : null;
}
