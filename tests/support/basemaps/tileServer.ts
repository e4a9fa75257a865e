import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveOn } from '../httpServer.ts';

export type TileServer = {
  url: string;
  /** Path and query of every request, in order. */
  asked: string[];
  /** How the next requests are answered; the function of `startTileServer` again when null. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  close(): Promise<void>;
};

/** A stand-in for a tile server on loopback. */
export async function startTileServer(
  answer: (url: URL, response: ServerResponse) => void,
): Promise<TileServer> {
  const server: TileServer = { url: '', asked: [], instead: null, close: async () => undefined };
  const { url, close } = await serveOn((request, response) => {
    server.asked.push(request.url ?? '');
    if (server.instead === null) answer(new URL(request.url ?? '', 'http://tiles.invalid'), response);
    else server.instead(request, response);
  });
  return Object.assign(server, { url, close });
}

export function sendPng(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
}
