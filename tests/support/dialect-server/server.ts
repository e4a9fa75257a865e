import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Behaviour, behaviours, escapeXml, type ServerDialect, toXml } from './dialects.ts';
import { FaultGenerator, type Faults } from './faults.ts';
import type { ServerRow } from './rows.ts';

export type DialectServer = {
  /** Base address, e.g. `http://127.0.0.1:1234/open311/v2`. */
  url: string;
  requests: string[];
  faultGenerator: FaultGenerator;
  /** Rows may be changed between requests; keep ids. */
  rows: ServerRow[];
  close(): Promise<void>;
};

/** A work-order server of one dialect over the given rows, with faults, on a free loopback port. */
export async function startDialectServer(options: {
  rows: ServerRow[];
  dialect: ServerDialect;
  faults: Faults;
  now: () => number;
  /** Most rows that it ever gives at once; absent: as its family does. */
  cap?: number;
}): Promise<DialectServer> {
  const behaviour = limited(behaviours[options.dialect], options.cap ?? Number.POSITIVE_INFINITY);
  const faultGenerator = new FaultGenerator(options.faults);
  const rows = options.rows.map((row) => ({ ...row }));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const answer = new RequestHandler({
      request,
      response,
      rows,
      behaviour,
      faultGenerator,
      faults: options.faults,
      now: options.now() + options.faults.skewMs,
    });
    answer.send();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/open311/v2`,
    requests,
    faultGenerator,
    rows,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function limited(behaviour: Behaviour, cap: number): Behaviour {
  const { pageParams } = behaviour;
  const paged = pageParams && {
    ...pageParams,
    defaultSize: Math.min(cap, pageParams.defaultSize),
    maxSize: Math.min(cap, pageParams.maxSize),
  };
  return { ...behaviour, cap: Math.min(cap, behaviour.cap), pageParams: paged };
}

type RequestContext = {
  request: IncomingMessage;
  response: ServerResponse;
  rows: ServerRow[];
  behaviour: Behaviour;
  faultGenerator: FaultGenerator;
  faults: Faults;
  now: number;
};

class RequestHandler {
  private readonly context: RequestContext;
  private readonly url: URL;
  private readonly format: 'json' | 'xml';

  constructor(context: RequestContext) {
    this.context = context;
    this.url = new URL(context.request.url ?? '/', 'http://x');
    this.format = this.url.pathname.endsWith('.xml') ? 'xml' : 'json';
  }

  send(): ServerResponse {
    const { faultGenerator, now } = this.context;
    const spoiler = faultGenerator.responseFault();
    if (spoiler === 'tooMany') {
      const after = faultGenerator.next() < 0.5 ? '0' : new Date(now + 200).toUTCString();
      return this.write(429, 'text/plain', 'slow down', { 'Retry-After': after });
    }
    if (spoiler === 'serverError') return this.write(500, 'text/plain', 'oops', {});
    if (spoiler === 'html') return this.write(200, 'text/html', '<!doctype html><title>Login</title>', {});
    const path = this.url.pathname.replace(/^\/open311\/v2/, '');
    const truncate = spoiler === 'truncated';
    if (/^\/services\.(json|xml)$/.test(path)) return this.services(truncate);
    if (/^\/requests\.(json|xml)$/.test(path)) return this.list(truncate);
    const one = path.match(/^\/requests\/(.+)\.(json|xml)$/);
    if (one?.[1] !== undefined) return this.sendRows(this.byIds([decodeURIComponent(one[1])]), truncate);
    return this.fail(404, 'not found');
  }

  private services(truncate: boolean): ServerResponse {
    const names = new Map(this.context.rows.map((row) => [row.serviceCode, row.serviceName]));
    const list = [...names].map(([service_code, service_name]) => ({
      service_code,
      service_name,
      description: '',
      metadata: false,
      type: 'realtime',
      keywords: '',
      group: '',
    }));
    if (this.format === 'xml') {
      const body = list.map(
        (item) =>
          `<service><service_code>${escapeXml(item.service_code)}</service_code><service_name>${escapeXml(item.service_name)}</service_name><metadata>false</metadata><type>realtime</type></service>`,
      );
      return this.body('text/xml', `<services>${body.join('')}</services>`, truncate);
    }
    return this.body(
      'application/json',
      JSON.stringify(this.context.behaviour.wrap === null ? list : { services: list }),
      truncate,
    );
  }

  private list(truncate: boolean): ServerResponse {
    const { behaviour, rows, faultGenerator, faults, now } = this.context;
    const ids = this.param('service_request_id');
    if (ids !== null) return this.sendRows(this.byIds(ids.split(',')), truncate);

    const after = behaviour.updatedAfter ? this.time(behaviour.updatedAfter.after) : null;
    const before = behaviour.updatedAfter ? this.time(behaviour.updatedAfter.before) : null;
    let from = this.time('start_date');
    const to = this.time('end_date') ?? now;
    if (Number.isNaN(from) || Number.isNaN(to) || Number.isNaN(after) || Number.isNaN(before))
      return this.fail(400, 'bad date');
    if (from === null && after === null) from = to - behaviour.defaultDays * 86_400_000;
    if (from !== null && to - from > 90 * 86_400_000 + 1000) from = to - 90 * 86_400_000;
    if (faults.poisonAt !== null && from !== null && from <= faults.poisonAt && to >= faults.poisonAt) {
      return this.write(500, 'text/plain', 'cannot render row', {});
    }
    const strict = behaviour.updatedAfter?.strict ?? false;
    const status = this.param('status')?.split(',');
    const found = rows.filter(
      (row) =>
        (from === null || row.requestedAt >= from) &&
        row.requestedAt <= to &&
        (after === null || (strict ? row.updatedAt > after : row.updatedAt >= after)) &&
        (before === null || (strict ? row.updatedAt < before : row.updatedAt <= before)) &&
        (status === undefined || status.includes(row.status)),
    );
    found.sort(comparer(behaviour.order));
    const chosen = this.page(found);
    if (faultGenerator.draw('shift')) this.touchOne();
    return this.sendRows(chosen, truncate);
  }

  private page(found: ServerRow[]): ServerRow[] {
    const { behaviour, faultGenerator } = this.context;
    if (behaviour.pageParams === null) return found.slice(0, behaviour.cap);
    const { page, sizes, defaultSize, maxSize } = behaviour.pageParams;
    const asked = sizes.map((name) => this.param(name)).find((value) => value !== null);
    const length = Math.min(maxSize, Math.max(1, Number(asked ?? defaultSize)));
    let number = Math.max(1, Number(this.param(page) ?? 1));
    const again = faultGenerator.draw('duplicatePage');
    if (again && number > 1) number -= 1;
    const chosen = found.slice((number - 1) * length, number * length);
    return again ? [...chosen.slice(0, 5), ...chosen] : chosen;
  }

  /** Changes a row's update time between two pages, without changing its content. */
  private touchOne(): void {
    const { rows, faultGenerator, now } = this.context;
    const row = rows[Math.floor(faultGenerator.next() * rows.length)];
    if (row !== undefined) row.updatedAt = now;
  }

  private byIds(ids: string[]): ServerRow[] {
    const wanted = new Set(ids);
    return this.context.rows.filter((row) => wanted.has(row.id));
  }

  private sendRows(found: ServerRow[], truncate: boolean): ServerResponse {
    const { behaviour, faultGenerator } = this.context;
    if (found.length === 0 && behaviour.emptyIs404) return this.fail(404, 'No Service requests found');
    const out = found.map((row) => behaviour.fields(row, behaviour.timeOf));
    if (out.length > 0 && faultGenerator.draw('withoutId')) {
      const { service_request_id: _, ...rest } = out[0] ?? {};
      out.splice(Math.floor(faultGenerator.next() * out.length), 0, rest);
    }
    if (this.format === 'xml') return this.body('text/xml', toXml(out, behaviour.xmlRoot), truncate);
    return this.body(
      'application/json',
      JSON.stringify(behaviour.wrap === null ? out : { [behaviour.wrap]: out }),
      truncate,
    );
  }

  private fail(status: number, description: string): ServerResponse {
    if (this.format === 'xml')
      return this.write(
        status,
        'text/xml',
        `<errors><error><code>${status}</code><description>${description}</description></error></errors>`,
        {},
      );
    return this.write(status, 'application/json', JSON.stringify([{ code: status, description }]), {});
  }

  private body(type: string, text: string, truncate: boolean): ServerResponse {
    const bom = this.context.faultGenerator.draw('bom') ? '\uFEFF' : '';
    return this.write(
      200,
      type,
      truncate ? (bom + text).slice(0, Math.floor(text.length * 0.6)) : bom + text,
      {},
    );
  }

  private write(status: number, type: string, text: string, headers: Record<string, string>): ServerResponse {
    this.context.response.writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      Date: new Date(this.context.now).toUTCString(),
      ...headers,
    });
    return this.context.response.end(text);
  }

  private param(name: string): string | null {
    const value = this.url.searchParams.get(name);
    return value === null || value === '' ? null : value;
  }

  /** Absent → null, unreadable → NaN; a time without zone is taken as UTC. */
  private time(name: string): number | null {
    const text = this.param(name);
    if (text === null) return null;
    return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  }
}

function comparer(order: Behaviour['order']): (a: ServerRow, b: ServerRow) => number {
  if (order === 'updated-desc') return (a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1);
  const sign = order === 'requested-asc' ? 1 : -1;
  return (a, b) => sign * (a.requestedAt - b.requestedAt) || (a.id < b.id ? sign : -sign);
}
