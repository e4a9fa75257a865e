import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerArcgis } from './arcgis.ts';
import { answerCkan } from './ckan.ts';
import { answerOgc } from './ogc.ts';
import { type ServiceFaults, type ServiceLayer, type ServiceRow, soundService } from './question.ts';
import { answerWfs } from './wfs.ts';

export type ServiceKind = 'arcgis' | 'ogc' | 'wfs' | 'ckan';

export type ServiceServer = {
  origin: string;
  /** Address of the one layer, as an operator would paste it. */
  url: string;
  requests: URL[];
  rows: ServiceRow[];
  faults: ServiceFaults;
  close(): Promise<void>;
};

const ANSWERS = { arcgis: answerArcgis, ogc: answerOgc, wfs: answerWfs, ckan: answerCkan };
const PATHS: Record<ServiceKind, string> = {
  arcgis: '/arcgis/rest/services/hall/FeatureServer/0',
  ogc: '/ogc/collections/cases/items',
  wfs: '/geoserver/wfs?typeNames=hall:cases',
  ckan: '/dataset/hall/resource/3f2504e0-4f89-41d3-9a0c-0305e82c3301',
};

/** A service of one kind over the given rows, with faults, on a free loopback port. */
export async function startServiceServer(options: {
  kind: ServiceKind;
  rows: ServiceRow[];
  faults: Partial<ServiceFaults>;
  layer: Partial<ServiceLayer>;
}): Promise<ServiceServer> {
  const requests: URL[] = [];
  const layer = { wkid: 4490, latFirst: false, ...options.layer };
  const state = { rows: options.rows, faults: { ...soundService, ...options.faults } };
  let pages = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(url);
    const { first } = state.faults;
    if (requests.length <= first.requests) return spoil(response, first.with);
    const origin = `http://${request.headers.host}`;
    const reply = ANSWERS[options.kind]({ url, ...state, layer, pages, origin });
    if (reply.page) pages += 1;
    response.writeHead(reply.status, { 'Content-Type': reply.type }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}${PATHS[options.kind]}`,
    requests,
    get rows() {
      return state.rows;
    },
    set rows(rows) {
      state.rows = rows;
    },
    get faults() {
      return state.faults;
    },
    set faults(faults) {
      state.faults = faults;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spoil(response: ServerResponse, fault: ServiceFaults['first']['with']): void {
  if (fault === '429') response.writeHead(429, { 'Retry-After': '0' }).end('slow down');
  else if (fault === '500') response.writeHead(500).end('oops');
  else if (fault === 'login')
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Login</title>');
  else
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end('{"error":{"code":500,"message":"Error performing query operation"},"success":false}');
}
