import { createServer, type IncomingMessage } from 'node:http';
import type {
  Http,
  HttpResponse,
  PullContext,
  PulledPage,
  SourceAdapter,
} from '../../../electron/city/sync/adapter.ts';

export type ProbeAnswer = { method: string; url: URL; headers: IncomingMessage['headers']; body: string };
export type Answered = { status?: number; headers?: Record<string, string>; body: unknown };

/** A real HTTP server on loopback, on a port of the system's choice; remembers what it was asked. */
export async function serve(handler: (asked: ProbeAnswer) => Answered): Promise<{
  url: string;
  asked: ProbeAnswer[];
  close(): Promise<void>;
}> {
  const asked: ProbeAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one: ProbeAnswer = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://127.0.0.1'),
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      asked.push(one);
      const { status = 200, headers = {}, body } = handler(one);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The plainest `Http`: one exchange, no retries. */
export const plainHttp: Http = {
  get: (url, headers) => exchange(url, { headers }),
  post: (url, headers, body) => exchange(url, { method: 'POST', headers, body }),
};

async function exchange(url: string, init: RequestInit): Promise<HttpResponse> {
  const response = await fetch(url, init);
  const date = Date.parse(response.headers.get('date') ?? '');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
    serverNow: Number.isNaN(date) ? null : date,
    url: response.url,
  };
}

function rewritten(change: (text: string) => string): Http {
  const get = async (url: string, headers: Record<string, string>) => {
    const answer = await plainHttp.get(url, headers);
    return { ...answer, text: change(answer.text) };
  };
  return { ...plainHttp, get };
}

export type Pulled = { rows: unknown[]; pages: PulledPage[]; cursor: string | null };

/** One pull to its end, committing every cursor; `onPage` may abort. */
export async function pullAll(
  adapter: SourceAdapter,
  cursor: string | null,
  more: {
    now?: number;
    abort?: AbortController;
    onPage?: (page: PulledPage) => void;
    /** Changes the body of every answer. */
    rewrite?: (text: string) => string;
  },
): Promise<Pulled> {
  const context: PullContext = {
    http: rewritten(more.rewrite ?? ((text) => text)),
    cursor,
    now: () => more.now ?? Date.now(),
    openSourceIds: () => [],
    pollMs: 60_000,
    signal: (more.abort ?? new AbortController()).signal,
  };
  const pulled: Pulled = { rows: [], pages: [], cursor };
  for await (const page of adapter.pull(context)) {
    pulled.pages.push(page);
    pulled.rows.push(...page.rows);
    pulled.cursor = page.cursor ?? pulled.cursor;
    more.onPage?.(page);
  }
  return pulled;
}

export function idsOf(rows: unknown[], field: string): string[] {
  return rows.map((row) =>
    typeof row === 'object' && row !== null
      ? String(Object.entries(row).find(([name]) => name === field)?.[1])
      : '',
  );
}
