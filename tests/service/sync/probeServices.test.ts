import { afterEach, describe, expect, it } from 'vitest';
import { probeSource } from '../../../electron/city/sync/probe/probe.ts';
import { ProbeReport, ProbeRequest } from '../../../shared/contract/sources.ts';
import type { ServiceFaults } from '../../support/service-server/question.ts';
import {
  type ServiceKind,
  type ServiceServer,
  startServiceServer,
} from '../../support/service-server/server.ts';
import { serve } from '../adapters/support.ts';
import { quickHttp } from './open311Pull.ts';

const AT = Date.UTC(2025, 2, 5, 6, 30);
const CITY = {
  bbox: [118.7, 31.9, 118.9, 32.1] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'Asia/Shanghai',
};
const open: ServiceServer[] = [];
const others: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of [...open.splice(0), ...others.splice(0)]) await server.close();
});

async function start(kind: ServiceKind, faults: Partial<ServiceFaults>) {
  const rows = Array.from({ length: 7 }, (_, index) => ({
    ...{ id: `A${index}`, at: AT, stage: 1 as const, x: 118.79, y: 32.02 },
  }));
  const server = await startServiceServer({ kind, rows, faults, layer: {} });
  open.push(server);
  return server;
}

/** The address of a collection with one case of these properties. */
async function collection(properties: object): Promise<string> {
  const geometry = { type: 'Point', coordinates: [118.79, 32.02] };
  const features = [{ type: 'Feature', id: 'f1', geometry, properties }];
  const server = await serve(() => ({ body: { type: 'FeatureCollection', numberMatched: 1, features } }));
  others.push(server);
  return `${server.url}/ogc/collections/cases`;
}

/** As an operator pastes an address without saying what it is. */
async function probe(url: string): Promise<ProbeReport> {
  const { family, now } = quickHttp();
  const request = ProbeRequest.parse({ url, kind: 'open311' });
  const signal = new AbortController().signal;
  return ProbeReport.parse(await probeSource(request, { http: family, city: CITY, clock: { now }, signal }));
}

const said = (report: ProbeReport, step: string) => report.steps.find((line) => line.step === step)?.detail;

describe('an address that is pasted', () => {
  it.each<[ServiceKind, object]>([
    ['arcgis', { id: 'CASENO', requestedAt: 'REPORTTIME', status: 'STATUS' }],
    ['ogc', { id: 'CASENO', requestedAt: 'REPORTTIME', status: 'STATUS' }],
    ['wfs', { id: 'CASENO', requestedAt: 'REPORTTIME', status: 'STATUS' }],
    ['ckan', { id: '案件编号', requestedAt: '上报时间', status: '案件状态', lon: '经度', lat: '纬度' }],
  ])('is told to be %s, with its total, its page and its fields', async (kind, fields) => {
    const server = await start(kind, { cap: 3 });
    const report = await probe(server.url);
    expect(report.ok, JSON.stringify(report.steps)).toBe(true);
    expect(report.suggested).toMatchObject({ kind, options: { mapping: { fields } } });
    expect(said(report, 'total')).toContain('共 7 条');
    expect(said(report, 'paging')).toContain('一页给 3 条');
    expect(said(report, 'sample')).toContain('3 条中 3 条可读');
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
  });

  it.each<[ServiceKind, string, string[]]>([
    ['arcgis', '/arcgis/rest/services/hall/FeatureServer', ['案件', '部件']],
    ['ogc', '/ogc/collections', ['cases', 'parts']],
    ['wfs', '/geoserver/wfs', ['hall:cases', 'hall:parts']],
    ['ckan', '/dataset/hall', ['表 1', '表 2']],
  ])(
    'of several layers (%s) lets the operator choose, and reads the chosen one',
    async (kind, path, names) => {
      const server = await start(kind, {});
      const report = await probe(`${server.origin}${path}`);
      expect(report).toMatchObject({ ok: false, suggested: null });
      expect(report.layers?.map(({ name }) => name)).toEqual(names);
      expect(report.steps.at(-1)).toMatchObject({ step: 'layer', code: 'probe-layers' });
      const chosen = await probe(report.layers?.[0]?.url ?? '');
      expect(chosen.ok, JSON.stringify(chosen.steps)).toBe(true);
      expect(chosen.suggested).toMatchObject({ kind });
    },
  );

  it('of the page that asks is that of its layer', async () => {
    const server = await start('arcgis', {});
    const report = await probe(`${server.url}/query?where=1%3D1&f=html&resultRecordCount=5`);
    expect(report.suggested).toMatchObject({ kind: 'arcgis', url: `${server.url}?where=1%3D1` });
  });

  it.each(['429', '500', 'login', 'error-in-200'] as const)(
    'that meets %s concludes nothing',
    async (fault) => {
      const server = await start('arcgis', { first: { requests: 1000, with: fault } });
      expect(await probe(server.url)).toMatchObject({ ok: false, suggested: null });
      server.faults = { ...server.faults, first: { requests: 0, with: fault } };
      expect((await probe(server.url)).suggested).toMatchObject({ kind: 'arcgis' });
    },
  );

  it('of rows that no guess can read suggests nothing, and says why', async () => {
    const report = await probe(await collection({ 案件编号: 'A1', 上报时间: '去年春天' }));
    expect(report).toMatchObject({ ok: false, suggested: null, crsGuess: null });
    expect(report.steps.at(-1)).toMatchObject({
      ...{ step: 'sample', ok: false, code: 'probe-sample-bad' },
      parameters: { rows: 1, readable: 0, cause: { code: 'bad-time' } },
    });
  });

  it('without a time of report lets the operator choose it, and is not told to be readable', async () => {
    const report = await probe(await collection({ 案件编号: 'A1', 经办: '张三' }));
    expect(report).toMatchObject({
      ok: false,
      suggested: { kind: 'ogc', options: { mapping: { fields: { id: '案件编号', requestedAt: '' } } } },
    });
    expect(report.steps.findLast(({ ok }) => !ok)).toMatchObject({ step: 'decide', code: 'probe-unmapped' });
  });

  it('says where it cannot be counted', async () => {
    const server = await start('wfs', { noTotal: true });
    const report = await probe(server.url);
    expect(report.steps.find(({ step }) => step === 'total')).toMatchObject({
      ok: false,
      code: 'probe-no-total',
    });
    expect(report.suggested).not.toBeNull();
  });
});
