/** Derives a source id from the host: `georeport.example.gov:8080` → `georeport-example-gov-8080`. */
export function sourceIdFor(url: string): string {
  const { hostname, port } = new URL(url);
  const text = `${hostname}${port === '' ? '' : `-${port}`}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return text === '' ? 'source' : text;
}
