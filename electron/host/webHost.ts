import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { errorText } from '../../shared/errors/errorText.ts';
import { errorResponse } from '../city/api/apiError.ts';
import { ANYBODY, pusherAt, type SentFrom, WALL_LINK } from '../city/api/sentFrom.ts';
import { browserSessions } from './browserSessions.ts';
import { type LaunchLinks, launchLinks } from './launchLinks.ts';
import { plainPage, redirect, servePage, withCommonHeaders } from './page.ts';
import { pageLabel, pageOrigin, savePort } from './pageName.ts';
import { type Caller, createRequestGuard, type Refusal, type RequestGuard } from './requestGuard.ts';

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
  fetch(request: Request, from: SentFrom): Promise<Response>;
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

  async function answer(request: Request, remote: string): Promise<Response> {
    if (guard === null) return errorResponse(503, 'starting', {});
    const url = new URL(request.url);
    const { pathname } = url;
    const isApi = pathname === '/api' || pathname.startsWith('/api/');
    const found = await guard.check(request, url);
    if (found instanceof Response) return found;
    if (typeof found === 'object') return refused(found, isApi);
    if (isApi) return options.fetch(request, fromOf(found, remote));
    const page =
      request.method === 'GET' || request.method === 'HEAD'
        ? (redirectToWall(url, found) ?? (await servePage(options.rendererDir, pathname)))
        : null;
    return page ?? errorResponse(404, 'no-route', { path: pathname });
  }

  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request, { incoming }) =>
      withCommonHeaders(await answer(request, incoming.socket.remoteAddress ?? '')),
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

function fromOf(caller: Caller, remote: string): SentFrom {
  if (caller === 'pusher') return pusherAt(remote);
  return caller === 'wall' ? WALL_LINK : ANYBODY;
}

/** Redirects a browser that may only open walls to the wall when it opens another window; null for any other request. */
function redirectToWall(url: URL, caller: Caller): Response | null {
  const isPage = url.pathname === '/' || url.pathname === '/index.html';
  if (caller !== 'wall' || !isPage || url.searchParams.get('role') === 'wall') return null;
  url.searchParams.set('role', 'wall');
  return redirect(`/${url.search}`, null);
}

/** A browser that opened the address without a link is shown a page to read; everything else gets the error as JSON. */
function refused({ status, code }: Refusal, isApi: boolean): Response {
  return status === 401 && !isApi
    ? plainPage(401, '城哨 CityWhistle', errorText(code, {}, 'zh'))
    : errorResponse(status, code, {});
}
