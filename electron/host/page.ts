import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Headers of every response of the web host and of the shell's scheme. */
const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': [
    // The console uses these: window placement, full screen, alarm tones, wake lock, position of an arrival, copying.
    ...[
      'window-management',
      'fullscreen',
      'autoplay',
      'screen-wake-lock',
      'geolocation',
      'clipboard-write',
    ].map((feature) => `${feature}=(self)`),
    ...[
      'camera',
      'microphone',
      'display-capture',
      'usb',
      'serial',
      'hid',
      'bluetooth',
      'midi',
      'payment',
    ].map((feature) => `${feature}=()`),
    ...['clipboard-read', 'local-fonts', 'idle-detection', 'publickey-credentials-get'].map(
      (feature) => `${feature}=()`,
    ),
  ].join(', '),
} as const;

/** For responses of the API: if one is opened as a page, it may neither load nor run anything. */
const DATA_SECURITY_POLICY =
  "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

/** Only files of this origin; no inline scripts and no inline styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  // Text becomes markup or code only through the policy of renderer/app/trustedTypes.ts.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** Sets the headers that every response has; one that brings no policy of its own is data. */
export function withCommonHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.headers.set(name, value);
  if (!response.headers.has('Content-Security-Policy'))
    response.headers.set('Content-Security-Policy', DATA_SECURITY_POLICY);
  return response;
}

/**
 * Serves the built console from `dir` (vite's output): the page, and hashed assets, which may be cached for ever. Null if
 * there is no such file.
 */
export async function servePage(dir: string, pathname: string): Promise<Response | null> {
  if (pathname === '/' || pathname === '/index.html') return await indexPage(dir);
  const path = pathWithin(dir, pathname);
  const type = path === null ? undefined : TYPES[extname(path)];
  if (path === null || type === undefined) return null;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const hashed = pathname.startsWith('/assets/');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': hashed ? 'private, max-age=31536000, immutable' : 'no-cache',
      // A worker is bound by the policy of its own file.
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    },
  });
}

async function indexPage(dir: string): Promise<Response> {
  const built = await readFile(join(dir, 'index.html'), 'utf8').catch(() => null);
  return new Response(built ?? NOT_BUILT, {
    status: built === null ? 503 : 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache, no-store',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    },
  });
}

/** Sends the browser on to another address of this host, with a cookie unless that is null. */
export function redirect(to: string, cookie: string | null): Response {
  const headers = new Headers({ Location: to, 'Cache-Control': 'no-store' });
  if (cookie !== null) headers.set('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** A page with a title and a text, without scripts and styles. Both are inserted as HTML, unescaped. */
export function plainPage(status: number, title: string, text: string): Response {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    },
  });
}

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>城哨 CityWhistle</title>
<h1>界面尚未构建</h1><p>请在项目文件夹中执行 <code>npm run build</code>，然后刷新本页。接口 <code>/api/…</code> 已可使用。</p></html>`;

/** The file of a URL path within `dir`; null for a path that leads out of it. */
function pathWithin(dir: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = normalize(join(dir, decoded));
  return path.startsWith(normalize(dir) + sep) ? path : null;
}
