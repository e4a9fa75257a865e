import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ErrorBody } from '../../shared/contract/common.ts';
import { errorAnswer } from '../city/api/apiError.ts';
import { type KeptCookies, passingCookies } from './browserSessions.ts';
import { COMMON_HEADERS, plainPage, servePage } from './page.ts';
import { createGate, type Gate } from './requestGuard.ts';

export type WebHost = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The link to be opened once: it carries the token. */
  url: string;
  token: string;
  /** Takes no more requests and drops what is open. */
  close(): Promise<void>;
};

export type WebHostOptions = {
  fetch(request: Request): Promise<Response>;
  /** 0: any free port. */
  port: number;
  /** The browsers that were let in before; left out, none was, and none is known any more after this. */
  cookies?: KeptCookies;
  /** vite's output. */
  rendererDir: string;
};

/**
 * The service over HTTP on 127.0.0.1, with the built console beside it.
 * @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const token = randomBytes(32).toString('base64url');
  let gate: Gate | null = null;

  async function answer(request: Request): Promise<Response> {
    const refused =
      gate === null ? errorAnswer(503, 'starting', '服务正在启动', undefined) : gate.check(request);
    const { pathname } = new URL(request.url);
    const isApi = pathname === '/api' || pathname.startsWith('/api/');
    if (refused !== null) return refused.status === 401 && !isApi ? await asPage(refused) : refused;
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
  gate = createGate({
    port,
    token,
    cookies: options.cookies ?? passingCookies(),
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

/** A person who opened the address without the link reads a page, not JSON. */
async function asPage(refused: Response): Promise<Response> {
  const { error } = ErrorBody.parse(await refused.json());
  return plainPage(401, '城哨 CityWhistle', error.message);
}
