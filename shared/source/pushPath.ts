/** Path to which a system sends its rows (推送地址), behind the origin of the web host. */
export function pushPath(source: string): string {
  return `/api/push/${source}`;
}
