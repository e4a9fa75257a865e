import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CityEvent } from '../../../shared/contract/status.ts';
import { Suggestion, WhistleIndicators } from '../../../shared/contract/whistleApi.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { type Hall, openHall, PLACE, START } from './support.ts';

let hall: Hall;
let blown: WhistleView;
beforeAll(async () => {
  hall = await openHall(null, ['duty', 'leader', 'dispatch', 'a-handler']);
  blown = await hall.blown({});
});
afterAll(() => hall.removeData());

describe('a suggestion', () => {
  const ask = (query: string) => hall.get(`/api/whistles/suggest?${query}`, Suggestion);

  it('names street, grid, item, departments from the list, and what is near by', async () => {
    const near = `lon=${PLACE.lon + 0.0002}&lat=${PLACE.lat}`;
    const found = await ask(`${near}&category=006`);
    expect(found).toMatchObject({
      street: { code: 'S1', approximate: true },
      grid: 'G1',
      items: [{ code: 'I1', ownList: null }],
      departments: [
        { org: 'A', part: 'lead', row: 'R1' },
        { org: 'B', part: 'co', row: 'R1' },
      ],
      duplicates: [{ id: blown.summary.id, sameCategory: true, sameCase: false }],
    });
    expect(found.duplicates[0]?.distance).toBeGreaterThan(10);
    expect(found.duplicates[0]?.distance).toBeLessThan(20);
    expect(found.warnings.map((warning) => warning.code)).toEqual(['duplicate']);
  });

  it.each([
    [49.97, 1],
    [50.6, 0],
  ])('%d m to the north of a whistle, %d duplicate is found within 50 m', async (metres, found) => {
    const degrees = (metres / 6_371_008.8) * (180 / Math.PI);
    const { duplicates } = await ask(`lon=${PLACE.lon}&lat=${PLACE.lat + degrees}&category=006`);
    expect(duplicates).toHaveLength(found);
  });

  it.each([
    ['lon=-71.05&lat=42.32&category=007', ['own-level']],
    ['lon=-71.05&lat=42.32&item=I1', []],
    ['lon=10&lat=10', ['outside']],
  ])('warns: %s → %j', async (query, codes) => {
    expect((await ask(query)).warnings.map((warning) => warning.code)).toEqual(codes);
  });

  it.each([
    ['', 400],
    ['lon=1', 400],
    ['lon=a&lat=1', 400],
    ['caseId=none', 404],
  ])('is refused: %s', async (query, status) => {
    expect((await hall.refusal(`/api/whistles/suggest?${query}`)).status).toBe(status);
  });
});

it('indicators tell numerator, denominator, rule and rows', async () => {
  const query = `from=${START - 1000}&to=${START + 86_400_000}`;
  const figures = await hall.get(`/api/whistles/indicators?${query}`, WhistleIndicators);
  const count = figures.items.find((item) => item.id === 'count');
  expect(count).toMatchObject({ numerator: 1, numeratorIds: [blown.summary.id] });
  expect(count?.rule.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(figures.rows.map((row) => row.id)).toEqual([blown.summary.id]);
  const elsewhere = await hall.get(`/api/whistles/indicators?${query}&street=S2`, WhistleIndicators);
  expect(elsewhere.items.find((item) => item.id === 'count')?.numerator).toBe(0);
});

it('the event stream tells ids and kinds, and nothing else', async () => {
  const stop = new AbortController();
  const answer = await hall.request('/api/events', { signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (mark: string) => {
    while (!text.includes(mark)) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) throw new Error('the stream ended');
      text += piece.value;
    }
  };
  await until('"init"');
  const signed = await hall.pass('a-handler', blown.summary.id, { type: 'sign', summons: 's1' });
  // The blowing of this hall's whistle may still be on its way when the stream begins.
  await until('"signed"');
  stop.abort();
  const line = text.split('\n').find((one) => one.startsWith('data:') && one.includes('"signed"')) ?? '';
  const event = CityEvent.parse(JSON.parse(line.slice('data:'.length)));
  expect(event).toMatchObject({ type: 'whistle', ids: [blown.summary.id], what: ['signed'] });
  // By this a window that acted knows that it need not read what it was just answered.
  expect(event).toMatchObject({ seq: signed.state.summary.seq });
  expect(Object.keys(event).sort()).toEqual(['at', 'ids', 'more', 'revision', 'seq', 'type', 'what']);
});
