import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerArcgis } from './arcgis.ts';
import { answerCkan } from './ckan.ts';
import { answerOgc } from './ogc.ts';
import { answerWfs } from './wfs.ts';

export type ServiceKind = 'arcgis' | 'ogc' | 'wfs' | 'ckan';

/** A case as the service keeps it. `at`: UTC ms; `x`, `y`: in the system of the layer. */
export type ServiceRow = { id: string; at: number; stage: 1 | 2; x: number; y: number };

/** What is wrong with a service; each as real ones have it. */
export type ServiceFaults = {
  /** Most rows of one answer. */
  cap: number;
  /** Every page is the first one. */
  ignoresOffset: boolean;
  /** Pages begin so many rows too early: there is no order of their own. */
  overlap: number;
  /** States a total one row higher at every answer. */
  growingTotal: boolean;
  /** Is not told of its own total. */
  noTotal: boolean;
  /** This page (from 1) is empty, although more follow. */
  emptyPage: number;
  /** The row A… that the total counts is never given. */
  hiddenRow: number;
  /** Has no pages: it refuses to page, or (OGC) gives no link. */
  noPaging: boolean;
  /** The first requests meet this instead of an answer. */
  first: { requests: number; with: '429' | '500' | 'login' | 'error-in-200' };
};

export const soundService: ServiceFaults = {
  cap: 1000,
  ignoresOffset: false,
  overlap: 0,
  growingTotal: false,
  noTotal: false,
  emptyPage: 0,
  hiddenRow: -1,
  noPaging: false,
  first: { requests: 0, with: '500' },
};

/** How a layer names its coordinate system, and what it has besides. */
export type ServiceLayer = { wkid: number; latFirst: boolean };

export type ServiceServer = {
  origin: string;
  /** Address of the one layer, as an operator would paste it. */
  url: string;
  requests: URL[];
  rows: ServiceRow[];
  faults: ServiceFaults;
  close(): Promise<void>;
};

export type Question = {
  url: URL;
  rows: ServiceRow[];
  faults: ServiceFaults;
  layer: ServiceLayer;
  /** How many pages were answered before. */
  pages: number;
  origin: string;
};

/** `page`: this answer was a page of rows. */
export type Reply = { status: number; type: string; body: string; page: boolean };

export const json = (body: unknown, page: boolean): Reply => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
  page,
});
export const xml = (body: string, status: number): Reply => ({ status, type: 'text/xml', body, page: false });

/** The rows of one page under the faults, and the number that the service states. */
export function pageOf(
  { rows, faults, pages }: Question,
  offset: number,
  limit: number,
): { rows: ServiceRow[]; total: number; more: boolean } {
  const size = Math.min(faults.cap, limit);
  const start = faults.ignoresOffset ? 0 : Math.max(0, offset - (offset > 0 ? faults.overlap : 0));
  const isEmpty = faults.emptyPage > 0 && pages + 1 === faults.emptyPage;
  const found = isEmpty ? [] : rows.slice(start, start + size);
  return {
    rows: found.filter(({ id }) => id !== `A${faults.hiddenRow}`),
    total: rows.length + (faults.growingTotal ? pages : 0),
    more: start + size < rows.length,
  };
}

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
