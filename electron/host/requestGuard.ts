import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BrowserRights, BrowserSessions } from './browserSessions.ts';
import type { LaunchLinks } from './launchLinks.ts';
import { LAUNCH_PATH } from './linkFile.ts';
import { plainPage, redirect } from './page.ts';
import { pageOrigin } from './pageName.ts';
import { PUSH_PATH } from './pushPath.ts';

/**
 * Sender of an accepted request: a browser with the rights of its link, a program with the token, or a system that sends
 * rows to the address of its source (推送).
 */
export type Caller = BrowserRights | 'program' | 'pusher';

/**
 * Decides which requests the web host answers. It listens on loopback only, but any page in a browser on this
 * machine, and any program of any user, can send requests there.
 *
 * - Host: the page's own name (`LABEL.localhost`, for browsers) or a loopback name (for programs). Anything else is refused
 *   (against DNS rebinding).
 * - Origin: a foreign one is refused. The link file (linkFile.ts) has the origin `null` and may only send its code.
 * - Every request needs the cookie, at the page's own name only, or the token (Bearer). The one exception is a push, which
 *   its signature proves; no page may send one.
 */
export type RequestGuard = {
  /** The sender of a request to `url`, the response of a link, or why the request is refused. */
  check(request: Request, url: URL): Promise<Caller | Response | Refusal>;
};

/** HTTP status and error code (shared/errors) of a refused request. */
export type Refusal = {
  status: 401 | 403 | 421;
  code: 'link-used' | 'wrong-host' | 'wrong-origin' | 'cross-site' | 'no-token';
};
const LINK_USED: Refusal = { status: 401, code: 'link-used' };

/** More than the form of the link file needs; a longer body is not read. */
const MAX_LAUNCH_BYTES = 1000;

export function createRequestGuard(options: {
  port: number;
  token: string;
  label: string;
  sessions: BrowserSessions;
  links: LaunchLinks;
}): RequestGuard {
  const { port, token, sessions, links } = options;
  const cookieName = `citywhistle-${port}`;
  const page = pageOrigin(options.label, port);
  const pageHost = new URL(page).host;
  const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`));
  const origins = new Set([page, ...[...loopbackHosts].map((host) => `http://${host}`)]);

  function callerOf(request: Request, host: string): Caller | null {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return equalInConstantTime(bearer, token) ? 'program' : null;
    if (host !== pageHost) return null;
    const cookie = readCookies(request).get(cookieName);
    return cookie === undefined ? null : sessions.rightsOf(cookie);
  }

  /** Uses the code up and returns the cookie of a new session; null if the code is unknown, used or too old. */
  function signIn(code: string): string | null {
    const rights = links.take(code);
    if (rights === null) return null;
    const session = randomBytes(32).toString('base64url');
    sessions.add(session, rights);
    return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** `/?code=…`: sets the cookie and redirects, so that the code does not stay in the address bar. */
  function openLink(url: URL, code: string, host: string, isSignedIn: boolean): Response | Refusal {
    url.searchParams.delete('code');
    // The cookie is bound to the page's host name, which is revealed only with a valid code.
    if (host !== pageHost)
      return links.isValid(code) ? redirect(`${page}/?${withCode(url, code)}`, null) : LINK_USED;
    const cookie = signIn(code);
    // A signed-in browser that opens its used link again is only redirected.
    return cookie === null && !isSignedIn ? LINK_USED : redirect(`/${url.search}`, cookie);
  }

  /** Handles the form of the link file (linkFile.ts). */
  async function launch(request: Request): Promise<Response | Refusal> {
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= MAX_LAUNCH_BYTES)) return LINK_USED;
    const code = new URLSearchParams(await request.text()).get('code') ?? '';
    const cookie = signIn(code);
    if (cookie === null) return LINK_USED;
    // After a redirect the browser would still regard the file as the initiator, and not send the SameSite=Strict cookie.
    const answer = plainPage(200, '城哨 CityWhistle', '正在打开城哨……');
    answer.headers.set('Refresh', '0; url=/');
    answer.headers.set('Set-Cookie', cookie);
    return answer;
  }

  return {
    async check(request, url) {
      const host = request.headers.get('host')?.toLowerCase() ?? '';
      if (host !== pageHost && !loopbackHosts.has(host)) return { status: 421, code: 'wrong-host' };
      const isLaunch = request.method === 'POST' && url.pathname === LAUNCH_PATH && host === pageHost;
      const origin = request.headers.get('origin')?.toLowerCase() ?? null;
      if (isLaunch && (origin === null || origin === 'null' || origin === page)) return launch(request);
      if (origin !== null && !origins.has(origin)) return { status: 403, code: 'wrong-origin' };
      const site = request.headers.get('sec-fetch-site');
      const isForeign = site === 'cross-site' || site === 'same-site';
      if (isForeign && request.headers.get('sec-fetch-mode') !== 'navigate')
        return { status: 403, code: 'cross-site' };
      const caller = callerOf(request, host);
      if (
        caller === null &&
        isPush(request, url) &&
        loopbackHosts.has(host) &&
        origin === null &&
        site === null
      )
        return 'pusher';
      const code = url.searchParams.get('code');
      if (code !== null && url.pathname === '/' && request.method === 'GET')
        return openLink(url, code, host, caller !== null);
      return caller ?? { status: 401, code: 'no-token' };
    },
  };
}

function isPush(request: Request, url: URL): boolean {
  return request.method === 'POST' && PUSH_PATH.test(url.pathname);
}

function withCode(url: URL, code: string): string {
  return new URLSearchParams([...url.searchParams, ['code', code]]).toString();
}

/** Compares in constant time. */
function equalInConstantTime(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function readCookies(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name, ...value]) => [name ?? '', value.join('=')]));
}
