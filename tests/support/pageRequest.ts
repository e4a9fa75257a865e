import { type IncomingHttpHeaders, request } from 'node:http';

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; text: string };

/** A request as a browser sends it to the page's own name, which Node cannot resolve; fetch forbids setting Host. */
export function pageRequest(
  address: string,
  options: { method: string; headers: Record<string, string>; body: string | null },
): Promise<RawAnswer> {
  const { host, port, pathname, search } = new URL(address);
  const { method, body } = options;
  const length: Record<string, string> =
    body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const headers = { host, ...length, ...options.headers };
    const sent = request({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) => {
      let text = '';
      // A stream never ends by itself.
      if (answer.headers['content-type']?.startsWith('text/event-stream')) answer.destroy();
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on('error', reject).end(body ?? undefined);
  });
}

/** Where a link leads: the page's own origin. A link at 127.0.0.1 is not spent by this; at the page's own name it is. */
export async function pageOriginOf(url: string): Promise<string> {
  const { location } = (await pageRequest(url, { method: 'GET', headers: {}, body: null })).headers;
  return new URL(location ?? '').origin;
}

/** `name=value` of the cookie that an answer sets; empty if it sets none. */
export function cookieOf({ headers }: RawAnswer): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Opens a link to its end: the cookie that a browser would keep, `name=value; flags`. */
export async function openLink(url: string): Promise<string> {
  const { search } = new URL(url);
  const address = `${await pageOriginOf(url)}/${search}`;
  const answer = await pageRequest(address, { method: 'GET', headers: {}, body: null });
  return String(answer.headers['set-cookie']);
}
