import { plainPage, servePage, withCommonHeaders } from '../host/page.ts';

/**
 * Answers requests to the console's own scheme. Pages are served from the package, so that a window opens whatever the
 * state of the service; only `/api/` is passed to the service.
 * @param rendererDir vite's output.
 */
export function serveScheme(
  rendererDir: string,
  api: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    return withCommonHeaders(
      pathname.startsWith('/api/') ? await api(request) : await page(rendererDir, request.method, pathname),
    );
  };
}

async function page(rendererDir: string, method: string, pathname: string): Promise<Response> {
  const found = method === 'GET' || method === 'HEAD' ? await servePage(rendererDir, pathname) : null;
  return found ?? plainPage(404, '没有这个页面', '请关闭这个窗口，再从其他窗口重新打开。');
}
