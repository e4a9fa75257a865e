import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ErrorBody } from '../../shared/contract/common.ts';
import { errorAnswer } from '../city/api/apiError.ts';
import { type BrowserSessions, inMemorySessions } from './browserSessions.ts';
import { COMMON_HEADERS, plainPage, servePage } from './page.ts';
import { createRequestGuard, type RequestGuard } from './requestGuard.ts';

export type WebHost = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The one-time link, which carries the token. */
  url: string;
  token: string;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
};

export type WebHostOptions = {
  fetch(request: Request): Promise<Response>;
  /** 0: any free port. */
  port: number;
  /** Browsers that signed in with the link earlier. Left out: none did, and none is remembered after the process ends. */
  sessions?: BrowserSessions;
  /** vite's output. */
  rendererDir: string;
};

/**
 * The service over HTTP on 127.0.0.1, with the built console beside it.
 * @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const token = randomBytes(32).toString('base64url');
  let guard: RequestGuard | null = null;

  async function answer(request: Request): Promise<Response> {
    const refusal =
      guard === null ? errorAnswer(503, 'starting', '服务正在启动', undefined) : guard.check(request);
    const { pathname } = new URL(request.url);
    const isApi = pathname === '/api' || pathname.startsWith('/api/');
    if (refusal !== null) return refusal.status === 401 && !isApi ? await asPage(refusal) : refusal;
    if (isApi) return options.fetch(request);
    const page =
      request.method === 'GET' || request.method === 'HEAD'
        ? await servePage(options.rendererDir, pathname)
        : null;
    return page ?? errorAnswer(404, 'no-route', `没有这个地址：${pathname}`, undefined);
  }

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request: Request) => {
      const response = await answer(request);
      for (const [name, value] of Object.entries(COMMON_HEADERS)) response.headers.set(name, value);
      return response;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  guard = createRequestGuard({
    port,
    token,
    sessions: options.sessions ?? inMemorySessions(),
    refuse: (status, code, message) => errorAnswer(status, code, message, undefined),
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}/?token=${token}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Somebody who opened the address without the link gets a page to read instead of JSON. */
async function asPage(refusal: Response): Promise<Response> {
  const { error } = ErrorBody.parse(await refusal.json());
  return plainPage(401, '城哨 CityWhistle', error.message);
}
