import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A case as the test city holds it; times UTC ms. */
export type CityCase = { id: string; requested: number; updated: number; status: 'open' | 'closed' };

export type CityOptions = {
  /** Rows per answer that the server never exceeds. */
  cap: number;
  /** Names the server listens to; null: it does not know such a parameter. */
  pageParam: string | null;
  sizeParam: string | null;
  updatedAfter: boolean;
  updatedBefore: boolean;
  /** Looks at start_date and end_date. */
  dates: boolean;
  strict: boolean;
  emptyIs404: boolean;
  format: 'json' | 'xml';
  /** Newest change first, or oldest report first. */
  order: 'updated-desc' | 'requested-asc';
  /** Longest span accepted, days; longer ones are refused with 400. */
  maxSpanDays: number;
  /** Server clock minus real clock, ms; null: no Date header. */
  skewMs: number | null;
};

export const PLAIN_CITY: CityOptions = {
  cap: 100,
  pageParam: null,
  sizeParam: null,
  updatedAfter: false,
  updatedBefore: false,
  dates: true,
  strict: false,
  emptyIs404: false,
  format: 'json',
  order: 'requested-asc',
  maxSpanDays: 10_000,
  skewMs: 0,
};

/** What may be done to an answer; true means that it was answered. */
export type Fault = (request: URL, response: ServerResponse, count: number) => boolean;

/** A small Open311 server on loopback over cases in memory. */
export class TestCity {
  cases: CityCase[];
  options: CityOptions;
  fault: Fault = () => false;
  /** Called after each answered list, e.g. to change cases between pages. */
  afterList: (request: URL) => void = () => undefined;
  asked: URL[] = [];
  private readonly server: Server;

  constructor(cases: CityCase[], options: CityOptions) {
    this.cases = cases;
    this.options = options;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/open311/v2`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://city.test');
    this.asked.push(url);
    if (this.options.skewMs === null) response.sendDate = false;
    else response.setHeader('Date', new Date(Date.now() + this.options.skewMs).toUTCString());
    if (this.fault(url, response, this.asked.length)) return;
    if (/\/services\.(json|xml)$/.test(url.pathname)) {
      this.send(response, 200, '[{"service_code":"1","service_name":"Pothole"}]', 'application/json');
      return;
    }
    if (url.pathname !== `/open311/v2/requests.${this.options.format}`) {
      this.send(response, 404, 'not here', 'text/plain');
      return;
    }
    this.list(url, response);
    this.afterList(url);
  }

  private list(url: URL, response: ServerResponse): void {
    const { options } = this;
    const query = url.searchParams;
    const time = (name: string): number | null => {
      const text = query.get(name);
      return text === null ? null : Date.parse(text);
    };
    const start = options.dates ? time('start_date') : null;
    const end = options.dates ? time('end_date') : null;
    const after = options.updatedAfter ? time('updated_after') : null;
    const before = options.updatedBefore ? time('updated_before') : null;
    for (const [low, high] of [
      [start, end],
      [after, before],
    ]) {
      if (low != null && high != null && high - low > options.maxSpanDays * 86_400_000) {
        this.send(response, 400, '[{"code":"400","description":"span too long"}]', 'application/json');
        return;
      }
    }
    const ids = query.get('service_request_id')?.split(',');
    const found = this.cases
      .filter((one) => {
        if (ids !== undefined) return ids.includes(one.id);
        if (start !== null && one.requested < start) return false;
        if (end !== null && one.requested > end) return false;
        if (after !== null && (options.strict ? one.updated <= after : one.updated < after)) return false;
        return !(before !== null && (options.strict ? one.updated >= before : one.updated > before));
      })
      .sort((a, b) => (options.order === 'updated-desc' ? b.updated - a.updated : a.requested - b.requested));
    const size = Math.min(
      options.cap,
      Number((options.sizeParam && query.get(options.sizeParam)) || options.cap),
    );
    const page = Number((options.pageParam && query.get(options.pageParam)) || 1);
    const rows = found.slice((page - 1) * size, page * size);
    if (rows.length === 0 && options.emptyIs404) {
      this.send(response, 404, '{"code":404,"detail":"Invalid page."}', 'application/json');
      return;
    }
    if (options.format === 'json')
      this.send(response, 200, JSON.stringify(rows.map(toRow)), 'application/json');
    else this.send(response, 200, toXml(rows), 'text/xml');
  }

  private send(response: ServerResponse, status: number, text: string, type: string): void {
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  }
}

function toRow(one: CityCase): Record<string, unknown> {
  return {
    service_request_id: one.id,
    status: one.status,
    service_code: '006',
    service_name: 'Pothole',
    description: `case ${one.id}`,
    requested_datetime: new Date(one.requested).toISOString(),
    updated_datetime: new Date(one.updated).toISOString(),
    lat: 42.35,
    long: -71.06,
  };
}

function toXml(rows: CityCase[]): string {
  const items = rows.map((one) => {
    const fields = Object.entries(toRow(one)).map(([name, value]) => `<${name}>${String(value)}</${name}>`);
    return `<request>${fields.join('')}</request>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><service_requests>${items.join('')}</service_requests>`;
}
