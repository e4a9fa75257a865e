import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeDemo, startDemoCity } from '../../../electron/demo/startDemoCity.ts';
import { CaseStage } from '../../../shared/contract/cases.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { pack } from '../../unit/pack/packs.ts';
import { cn } from '../../unit/time/calendars.ts';

const Row = z.object({
  service_request_id: z.string().regex(/^\d{19}$/),
  status: z.enum(['open', 'closed']),
  service_code: z.string(),
  service_name: z.string(),
  description: z.string().min(4),
  agency_responsible: z.string(),
  service_notice: z.literal('模拟'),
  requested_datetime: z.iso.datetime({ offset: true }),
  updated_datetime: z.iso.datetime({ offset: true }),
  expected_datetime: z.iso.datetime({ offset: true }),
  address: z.string().min(3),
  lat: z.number(),
  long: z.number(),
  extended_attributes: z.object({
    simulated: z.literal(true),
    stage: CaseStage,
    channel: z.string(),
    rework_count: z.int(),
    agency: z.string(),
  }),
});
const Rows = z.array(Row);
type Row = z.infer<typeof Row>;

const qinhuai = pack('nanjing-qinhuai');
const NOW = cn('2026-11-20 15:20');
let now = NOW;
let demo: Awaited<ReturnType<typeof startDemoCity>>;
const options = { pack: qinhuai, seed: 42, now: () => now, days: 7, port: 0 };

beforeAll(async () => {
  demo = await startDemoCity(options);
});
afterAll(() => demo.close());

async function ask(query: string, base = demo.url): Promise<Row[]> {
  return Rows.parse(await (await fetch(`${base}/requests.json?${query}`)).json());
}

async function all(query: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page++) {
    const found = await ask(`${query}&page=${page}&page_size=500`);
    rows.push(...found);
    if (found.length < 500) return rows;
  }
}

const at = (text: string) => Date.parse(text);

describe('the interface', () => {
  it('pages through every case once, oldest first', async () => {
    const rows = await all('');
    expect(new Set(rows.map((row) => row.service_request_id)).size).toBe(rows.length);
    const times = rows.map((row) => at(row.requested_datetime));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(cn('2026-11-13 00:00'));
    expect(times.at(-1)).toBeLessThanOrEqual(NOW);
    expect(await ask('page=9999&page_size=500')).toEqual([]);
    expect((await ask('')).length).toBe(50);
    expect((await ask('page_size=9999')).length).toBe(500);
  });

  it('filters by report, change, status, service and id', async () => {
    const rows = await all('');
    const day = await all('start_date=2026-11-18T00:00:00%2B08:00&end_date=2026-11-18T23:59:59%2B08:00');
    expect(await all('start_date=2026-11-18T00:00:00&end_date=2026-11-18T23:59:59')).toEqual(day);
    expect(day.length).toBeGreaterThan(1000);
    expect(day.every((row) => row.requested_datetime.startsWith('2026-11-18'))).toBe(true);
    const since = cn('2026-11-20 15:00');
    const changed = await all(`updated_after=${new Date(since).toISOString()}`);
    expect(changed).toEqual(rows.filter((row) => at(row.updated_datetime) >= since));
    expect(changed.length).toBeGreaterThan(20);
    const before = await all(`updated_before=${new Date(since).toISOString()}`);
    expect(before.length).toBe(rows.filter((row) => at(row.updated_datetime) <= since).length);
    const open = await all('status=open&service_code=E0102,E0104');
    expect(open).toEqual(
      rows.filter((row) => row.status === 'open' && ['E0102', 'E0104'].includes(row.service_code)),
    );
    const [first, second] = rows;
    expect(
      await ask(`service_request_id=${first?.service_request_id},${second?.service_request_id},1`),
    ).toEqual([first, second]);
    const one = await fetch(`${demo.url}/requests/${first?.service_request_id}.json`);
    expect(Rows.parse(await one.json())).toEqual([first]);
  });

  it('lists its services, tells errors, and sends its own clock', async () => {
    const services = z
      .array(z.object({ service_code: z.string(), service_name: z.string(), group: z.string() }))
      .parse(await (await fetch(`${demo.url}/services.json`)).json());
    expect(services.length).toBeGreaterThan(60);
    expect(services.find((service) => service.service_code === 'E0402')).toMatchObject({
      service_name: '店外经营',
      group: '街面秩序',
    });
    const bad = await fetch(`${demo.url}/requests.json?start_date=yesterday`);
    expect([bad.status, await bad.json()]).toEqual([
      400,
      [{ code: 400, description: 'start_date is not an ISO 8601 time: yesterday' }],
    ]);
    for (const query of ['page=0', 'page_size=x', 'status=gone']) {
      expect((await fetch(`${demo.url}/requests.json?${query}`)).status).toBe(400);
    }
    expect((await fetch(`${demo.url}/requests/1.json`)).status).toBe(404);
    expect((await fetch(`${demo.url}/requests.xml`)).status).toBe(404);
    const post = await fetch(`${demo.url}/requests.json`, { method: 'POST', body: 'x' });
    expect(post.status).toBe(405);
    expect(at(post.headers.get('date') ?? '')).toBe(NOW);
    expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open311\/v2$/);
    expect(describeDemo()).toContain('模拟');
  });
});

describe('determinism', () => {
  it('answers the same bytes for the same seed and time, others for another seed', async () => {
    const again = await startDemoCity(options);
    const other = await startDemoCity({ ...options, seed: 43 });
    try {
      const text = async (base: string) => (await fetch(`${base}/requests.json?page_size=500&page=9`)).text();
      expect(await text(again.url)).toBe(await text(demo.url));
      expect(await text(other.url)).not.toBe(await text(demo.url));
    } finally {
      await again.close();
      await other.close();
    }
  });

  it('only goes forward: reports stay, changes come later', async () => {
    const before = new Map((await all('')).map((row) => [row.service_request_id, row]));
    now = NOW + 45 * 60_000;
    try {
      const after = new Map((await all('')).map((row) => [row.service_request_id, row]));
      let changed = 0;
      for (const [id, row] of before) {
        const later = after.get(id);
        expect(later?.requested_datetime).toBe(row.requested_datetime);
        if (later?.updated_datetime === row.updated_datetime) expect(later).toEqual(row);
        else {
          changed++;
          expect(at(later?.updated_datetime ?? '')).toBeGreaterThan(NOW);
          expect(row.status).toBe('open');
        }
      }
      expect(changed).toBeGreaterThan(20);
      expect(after.size).toBeGreaterThan(before.size);
    } finally {
      now = NOW;
    }
  });
});

describe('a plausible city', () => {
  let rows: Row[];
  beforeAll(async () => {
    rows = await all('');
  });
  const hourOf = (row: Row) => Number(row.requested_datetime.slice(11, 13));
  const share = (list: Row[], test: (row: Row) => boolean) => list.filter(test).length / list.length;

  it('has some 1,200 to 1,600 cases on a working day, fewer on Sunday', () => {
    const days = Map.groupBy(rows, (row) => row.requested_datetime.slice(0, 10));
    for (const date of ['2026-11-13', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19']) {
      expect(days.get(date)?.length).toBeGreaterThan(1200);
      expect(days.get(date)?.length).toBeLessThan(1650);
    }
    expect(days.get('2026-11-15')?.length).toBeLessThan((days.get('2026-11-16')?.length ?? 0) * 0.85);
  });

  it('is busy by day and quiet at night; stalls are an evening matter', () => {
    expect(share(rows, (row) => hourOf(row) >= 8 && hourOf(row) < 12)).toBeGreaterThan(0.22);
    expect(share(rows, (row) => hourOf(row) < 5)).toBeLessThan(0.07);
    const stalls = rows.filter((row) => row.service_name === '占道经营');
    expect(share(stalls, (row) => hourOf(row) >= 17 && hourOf(row) < 22)).toBeGreaterThan(0.45);
  });

  it('closes 8 to 12 % late and has overdue, reworked, suspended and cancelled cases now', () => {
    const closed = rows.filter((row) => row.extended_attributes.stage === 'closed');
    const late = share(closed, (row) => at(row.updated_datetime) > at(row.expected_datetime));
    expect(late).toBeGreaterThan(0.07);
    expect(late).toBeLessThan(0.12);
    const overdue = rows.filter((row) => row.status === 'open' && at(row.expected_datetime) < NOW);
    expect(overdue.length).toBeGreaterThan(40);
    expect(rows.filter((row) => row.extended_attributes.rework_count > 0).length).toBeGreaterThan(100);
    const stages = new Set(rows.map((row) => row.extended_attributes.stage));
    expect([...stages].sort()).toEqual([...CaseStage.options].sort());
    expect(share(rows, (row) => row.status === 'open')).toBeLessThan(0.2);
  });

  it('lies inside the streets, crowded at hot spots, with every channel', () => {
    const placer = createPlacer(qinhuai);
    const grids = new Map<string, number>();
    for (const row of rows) {
      const { grid } = placer.place({ lon: row.long, lat: row.lat });
      expect(grid).not.toBeNull();
      grids.set(grid ?? '', (grids.get(grid ?? '') ?? 0) + 1);
    }
    const counts = [...grids.values()].sort((a, b) => b - a);
    const crowded = counts.slice(0, 66).reduce((a, b) => a + b, 0);
    expect(crowded / rows.length).toBeGreaterThan(0.2);
    expect(new Set(rows.map((row) => row.extended_attributes.channel))).toEqual(
      new Set(qinhuai.manifest.channels),
    );
  });

  it('writes varied text without placeholders, phone numbers or names of nobody', () => {
    expect(new Set(rows.map((row) => row.description)).size / rows.length).toBeGreaterThan(0.85);
    for (const row of rows) {
      expect(row.description).not.toMatch(/[{}]|undefined|\d{7,}/);
      expect(row.address).not.toMatch(/[{}]|undefined/);
    }
    const agencies = new Set(qinhuai.manifest.orgs.map((org) => org.name));
    for (const row of rows) expect(agencies.has(row.agency_responsible)).toBe(true);
  });
});

describe('answers to the city', () => {
  const text = '已派人到场，井盖已更换';
  const feedback = (id: string, key: string, said = text) =>
    fetch(`${demo.url}/requests/${id}/answers/feedback`, {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify({ text: said }),
    });

  it('are taken once, refused with a sentence, or find it busy for once', async () => {
    const [row] = await ask('page=1&page_size=1');
    const id = row?.service_request_id ?? '';
    const first = await feedback(id, 'a');
    expect([first.status, await first.json()]).toEqual([200, { code: 0, msg: '已接收', id: 'HC1' }]);
    expect(await (await feedback(id, 'a')).json()).toMatchObject({ id: 'HC1' });
    const short = await feedback(id, 'b', '已办');
    expect([short.status, await short.json()]).toEqual([
      422,
      { code: 422, msg: '办理意见不少于 8 个字，请补充后重报' },
    ]);
    expect((await feedback('no-case', 'c')).status).toBe(404);
    expect((await feedback(id, 'd')).status).toBe(200);
    expect((await feedback(id, 'e')).status).toBe(503);
    expect(await (await feedback(id, 'e')).json()).toMatchObject({ code: 0, id: 'HC3' });
    expect((await fetch(`${demo.url}/requests/${id}/answers/none`, { method: 'POST' })).status).toBe(405);
  });
});
