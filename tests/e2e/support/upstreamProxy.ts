import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy in front of an upstream. Its address stays the same, and it refuses connections while disconnected. */
export type UpstreamProxy = {
  /** The URL for the console: the upstream's address with the proxy's port. */
  url: string;
  /** Connections are refused from now on, open ones are dropped. */
  disconnect(): Promise<void>;
  reconnect(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a proxy to an HTTP server on loopback. */
export async function startUpstreamProxy(upstream: string): Promise<UpstreamProxy> {
  const { hostname, port: upstreamPort, pathname } = new URL(upstream);
  const server: Server = createServer((asked, answer) => {
    const on = request(
      { hostname, port: upstreamPort, path: asked.url, method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      },
    );
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    disconnect: stop,
    reconnect: () => listen(port),
    close: stop,
  };
}
