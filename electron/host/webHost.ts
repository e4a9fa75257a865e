import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ErrorBody } from '../../shared/contract/common.ts';
import { WINDOW_ROLE_HEADER } from '../../shared/contract/windowRole.ts';
import { errorResponse } from '../city/api/apiError.ts';
import { browserSessions } from './browserSessions.ts';
import { type LaunchLinks, launchLinks } from './launchLinks.ts';
import { COMMON_HEADERS, DATA_SECURITY_POLICY, plainPage, servePage } from './page.ts';
import { pageLabel, pageOrigin, savePort } from './pageName.ts';
import { type Caller, createRequestGuard, type RequestGuard } from './requestGuard.ts';

export type WebHost = {
  /** `http://127.0.0.1:PORT`, for programs with the token. */
  origin: string;
  /** `http://LABEL.localhost:PORT`, for browsers. */
  pageOrigin: string;
  /** A link for one browser: `http://127.0.0.1:PORT/?code=…`, which leads to the page's own name. */
  url: string;
  /** For programs (Bearer). Never part of a link. */
  token: string;
  links: LaunchLinks;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
};

export type WebHostOptions = {
  fetch(request: Request): Promise<Response>;
  /** 0: any free port. */
  port: number;
  /** Folder for the page's host name, the links and the admitted browsers (`web/`). Must exist. */
  dataDir: string;
  /** UTC ms. */
  now(): number;
  /** vite's output. */
  rendererDir: string;
};

/**
 * Serves the API and the built console over HTTP on 127.0.0.1.
 * @throws the system's error (EADDRINUSE, EACCES) if the port cannot be opened.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const token = randomBytes(32).toString('base64url');
  const label = pageLabel(options.dataDir);
  const links = launchLinks(options.dataDir, options.now);
  let guard: RequestGuard | null = null;

  async function answer(request: Request): Promise<Response> {
    const caller = guard === null ? errorResponse(503, 'starting', {}) : await guard.check(request);
    const { pathname } = new URL(request.url);
    const isApi = pathname === '/api' || pathname.startsWith('/api/');
    if (caller instanceof Response) return caller.status === 401 && !isApi ? await asPage(caller) : caller;
    if (isApi) return options.fetch(bindRole(request, caller));
    const page =
      request.method === 'GET' || request.method === 'HEAD'
        ? (redirectToWall(request, caller) ?? (await servePage(options.rendererDir, pathname)))
        : null;
    return page ?? errorResponse(404, 'no-route', { path: pathname });
  }

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request: Request) => {
      const response = await answer(request);
      for (const [name, value] of Object.entries(COMMON_HEADERS)) response.headers.set(name, value);
      if (!response.headers.has('Content-Security-Policy'))
        response.headers.set('Content-Security-Policy', DATA_SECURITY_POLICY);
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
    ...{ port, token, label, links },
    sessions: browserSessions(options.dataDir, options.now),
    refuse: (status, code) => errorResponse(status, code, {}),
  });
  savePort(options.dataDir, port);
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...{ origin, token, links },
    pageOrigin: pageOrigin(label, port),
    url: `${origin}/?code=${links.create('operator')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          savePort(options.dataDir, null);
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** In a browser that may only open walls, every window counts as a wall, whatever its role header states. */
function bindRole(request: Request, caller: Caller): Request {
  if (caller === 'wall') request.headers.set(WINDOW_ROLE_HEADER, 'wall');
  return request;
}

/** Redirects such a browser to the wall when it opens another window; null for any other request. */
function redirectToWall(request: Request, caller: Caller): Response | null {
  const url = new URL(request.url);
  const isPage = url.pathname === '/' || url.pathname === '/index.html';
  if (caller !== 'wall' || !isPage || url.searchParams.get('role') === 'wall') return null;
  url.searchParams.set('role', 'wall');
  const headers = { Location: `/${url.search}`, 'Cache-Control': 'no-store' };
  return new Response(null, { status: 303, headers });
}

/** The refusal as a readable page, for a browser that opened the address without a link. */
async function asPage(refusal: Response): Promise<Response> {
  const { error } = ErrorBody.parse(await refusal.json());
  return plainPage(401, '城哨 CityWhistle', error.message);
}
