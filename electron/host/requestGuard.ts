import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BrowserSessions } from './browserSessions.ts';

/**
 * Decides which requests the web host answers. It listens on loopback only, but any page in a browser on this machine can
 * send requests there. So the Host must be a loopback name (against DNS rebinding), a foreign Origin is refused, and every
 * request needs the token (Bearer) or the cookie for which the printed link is exchanged once.
 */
export type RequestGuard = {
  /** Null when the request may pass; otherwise the response that refuses it. */
  check(request: Request): Response | null;
};

export type Refusal = (status: 401 | 403 | 421, code: string, message: string) => Response;

export function createRequestGuard(options: {
  port: number;
  token: string;
  sessions: BrowserSessions;
  refuse: Refusal;
}): RequestGuard {
  const { port, token, refuse } = options;
  const cookieName = `citywhistle-${port}`; // cookies ignore ports: two consoles must not sign each other out
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`));
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  let linkUsed = false;

  function isAuthenticated(request: Request): boolean {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return equalInConstantTime(bearer, token);
    const cookie = parseCookies(request).get(cookieName);
    return cookie !== undefined && options.sessions.has(cookie);
  }

  /** `/?token=…` → a cookie and a redirect, so that the token is in neither address bar nor history. */
  function exchangeToken(request: Request, url: URL): Response | null {
    const offered = url.searchParams.get('token');
    if (offered === null || url.pathname !== '/' || request.method !== 'GET') return null;
    url.searchParams.delete('token');
    const headers = new Headers({ Location: `${url.pathname}${url.search}`, 'Cache-Control': 'no-store' });
    if (isAuthenticated(request)) return new Response(null, { status: 303, headers });
    if (linkUsed) return refuse(401, 'link-used', '此链接只能使用一次，请在程序中重新打开，或重新启动服务');
    if (!equalInConstantTime(offered, token)) return null;
    linkUsed = true;
    const session = randomBytes(32).toString('base64url');
    options.sessions.add(session);
    headers.set('Set-Cookie', `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`);
    return new Response(null, { status: 303, headers });
  }

  return {
    check(request) {
      const host = request.headers.get('host')?.toLowerCase() ?? '';
      if (!hosts.has(host)) return refuse(421, 'wrong-host', '只接受本机地址的访问');
      const origin = request.headers.get('origin');
      if (origin !== null && !origins.has(origin.toLowerCase()))
        return refuse(403, 'wrong-origin', '拒绝来自其他网页的请求');
      if (
        request.headers.get('sec-fetch-site') === 'cross-site' &&
        request.headers.get('sec-fetch-mode') !== 'navigate'
      )
        return refuse(403, 'cross-site', '拒绝来自其他网页的请求');
      const exchanged = exchangeToken(request, new URL(request.url));
      if (exchanged !== null) return exchanged;
      return isAuthenticated(request)
        ? null
        : refuse(401, 'no-token', '缺少访问令牌。请使用程序启动时给出的链接打开');
    },
  };
}

/** Compares in constant time. */
function equalInConstantTime(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function parseCookies(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name, ...value]) => [name ?? '', value.join('=')]));
}
