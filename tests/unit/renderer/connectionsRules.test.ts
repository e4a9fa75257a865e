import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importPercent, unaccountedRows } from '../../../renderer/windows/connections/accounting.ts';
import { adviceFor, remedyFor, urlProblem } from '../../../renderer/windows/connections/advice.ts';
import { isSkewLarge, skewText } from '../../../renderer/windows/connections/clockSkew.ts';
import {
  EMPTY_DRAFT,
  mappingOf,
  presetMapping,
  probeRequest,
  withCrs,
  withZone,
} from '../../../renderer/windows/connections/draft.ts';
import { retryReason } from '../../../renderer/windows/connections/retryReason.ts';
import { freeSourceId } from '../../../renderer/windows/connections/sourceId.ts';
import { connWords } from '../../../renderer/windows/connections/words.ts';
import { ProbeRequest, SourceConfig, SourceId } from '../../../shared/contract/sources.ts';

describe('the accounting of a source', () => {
  it('adds up or tells by how much it does not', () => {
    expect(unaccountedRows({ received: 10, stored: 5, unchanged: 3, quarantined: 2 })).toBe(0);
    expect(unaccountedRows({ received: 10, stored: 5, unchanged: 3, quarantined: 1 })).toBe(1);
  });
  it('reaches 100 % only at the end', () => {
    expect(importPercent({ bytesRead: 999_999, bytesTotal: 1_000_000 })).toBe(99);
    expect(importPercent({ bytesRead: 5, bytesTotal: 5 })).toBe(100);
    expect(importPercent({ bytesRead: 0, bytesTotal: 0 })).toBe(100);
  });
});

describe('what is said about an address', () => {
  it.each([
    ['', 'urlEmpty'],
    ['  ', 'urlEmpty'],
    ['example.gov.cn/api', 'urlScheme'],
    ['ftp://example.gov.cn', 'urlScheme'],
    ['https://', 'urlBad'],
    ['https://a b.cn/x', 'urlBad'],
    ['https://me:pw@example.gov.cn/', 'urlSecret'],
    ['https://example.gov.cn/open311/v2', null],
    ['http://10.1.2.3:8080/api?x=1', null],
    ['http://政务.中国/接口', null],
  ])('%s → %s', (text, problem) => {
    expect(urlProblem(text)).toBe(problem);
  });
});

describe('what to do about an error', () => {
  it.each([
    [{ code: 'unreachable', status: 0 }, 'advice_unreachable'],
    [{ code: 'unauthorised', status: 401 }, 'advice_unauthorised'],
    [{ code: 'source-exists', status: 409 }, 'advice_conflict'],
    [{ code: 'unsupported-file', status: 415 }, 'advice_file'],
    [{ code: 'upstream-html', status: 502 }, 'advice_address'],
    [{ code: 'invalid', status: 422 }, 'advice_input'],
    [{ code: 'whatever', status: 500 }, 'advice_other'],
  ])('%o → %s', (error, advice) => {
    expect(adviceFor(error)).toBe(advice);
  });
  it('has words for every advice and every reason', () => {
    for (const code of ['no-id', 'bad-time', 'bad-json', 'bad-coordinates', 'zzz']) {
      expect(connWords.zh[remedyFor(code)].length).toBeGreaterThan(5);
      expect(connWords.en[remedyFor(code)].length).toBeGreaterThan(5);
    }
    expect(remedyFor('invalid')).toBe('todo_other');
  });
});

describe('a source id made of a name', () => {
  it('is always valid and never taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.string()), (name, others) => {
        const first = freeSourceId(name, 'source', others);
        expect(SourceId.safeParse(first).success).toBe(true);
        const second = freeSourceId(name, 'source', [...others, first]);
        expect(SourceId.safeParse(second).success).toBe(true);
        expect([...others, first]).not.toContain(second);
      }),
    );
  });
  it('keeps what can be read of it', () => {
    expect(freeSourceId('Boston 311 (2011).csv', 'file', [])).toBe('boston-311-2011-csv');
    expect(freeSourceId('热线工单', 'file-u1', [])).toBe('file-u1');
    expect(freeSourceId('Boston', 'file', ['boston', 'boston-2'])).toBe('boston-3');
  });
});

describe('the draft of a source', () => {
  it('asks with exactly what its kind needs', () => {
    const mapping = presetMapping('egova');
    const open311 = probeRequest({ ...EMPTY_DRAFT, url: ' https://a.cn ', dialect: 'citysdk' }, mapping);
    expect(open311).toMatchObject({ url: 'https://a.cn', dialect: 'citysdk', mapping: null, secret: null });
    const rest = probeRequest(
      { ...EMPTY_DRAFT, kind: 'rest', url: 'https://a.cn', dialect: 'citysdk' },
      mapping,
    );
    expect(rest).toMatchObject({ dialect: null, mapping });
    expect(ProbeRequest.parse(rest)).toEqual(rest);
  });
  it('sends no key that is not needed', () => {
    const draft = { ...EMPTY_DRAFT, url: 'https://a.cn', secret: 'k' };
    expect(probeRequest(draft, null).secret).toBeNull();
    expect(probeRequest({ ...draft, authIn: 'header', authName: ' ' }, null)).toMatchObject({
      secret: 'k',
      auth: { in: 'header', name: 'api_key' },
    });
  });
  it('changes coordinate system and zone in the mapping too', () => {
    const config = SourceConfig.parse({
      id: 'a',
      name: 'a',
      pollSeconds: 60,
      paused: false,
      crs: 'wgs84',
      zone: 'Asia/Shanghai',
      auth: { in: 'none' },
      kind: 'rest',
      url: 'https://a.cn',
      mapping: presetMapping('egova'),
    });
    const moved = withZone(withCrs(config, 'bd09'), 'UTC');
    expect(moved).toMatchObject({ crs: 'bd09', zone: 'UTC' });
    expect(mappingOf(moved)).toMatchObject({ crs: 'bd09', zone: 'UTC' });
    expect(config.crs).toBe('wgs84');
  });
});

describe('the presets for Chinese platforms', () => {
  it('tells the service which preset it began with', () => {
    const asked = probeRequest({ ...EMPTY_DRAFT, kind: 'rest' }, presetMapping('egova'));
    expect(asked.mapping).toMatchObject({ preset: 'egova', rowsPath: 'result' });
  });
  it('starts from nothing where none is chosen', () => {
    expect(presetMapping('')).toMatchObject({ fields: { id: '', requestedAt: '' } });
  });
});

describe('clock skew in words', () => {
  const words = connWords.zh;
  it.each([
    [null, '未知（上游未给时间）', false],
    [-513, '一致', false],
    [2300, '上游快 2.3 秒', false],
    [-94_000, '上游慢 94 秒', true],
  ])('%s ms', (ms, text, big) => {
    expect(skewText(ms, words)).toBe(text);
    expect(isSkewLarge(ms)).toBe(big);
  });
});

describe('retrying all rows of a reason', () => {
  const rows = Array.from({ length: 2500 }, (_, at) => ({
    id: at,
    source: 's',
    sourceId: null,
    code: at % 2 === 0 ? 'a' : 'b',
    parameters: {},
    reason: 'r',
    firstAt: 0,
    lastAt: 0,
    times: 1,
    payload: null,
  }));

  function parts(stopAfter: number) {
    const left = new Map(rows.map((each) => [each.id, each]));
    const tried: number[] = [];
    return {
      tried,
      page: async (offset: number, limit: number) => ({
        items: [...left.values()].slice(offset, offset + limit),
        total: left.size,
        byReason: [],
      }),
      retry: async (id: number) => {
        tried.push(id);
        if (id % 6 === 0) return { outcome: 'quarantined' as const };
        left.delete(id);
        return { outcome: 'stored' as const };
      },
      progress: () => undefined,
      stopped: () => tried.length >= stopAfter,
    };
  }

  it('tries each once although the list shrinks under it', async () => {
    const p = parts(Number.POSITIVE_INFINITY);
    const tally = await retryReason('a', p);
    expect(tally).toMatchObject({ done: 1250, all: 1250, unchanged: 0 });
    expect(tally.stored + tally.quarantined).toBe(1250);
    expect(new Set(p.tried).size).toBe(1250);
  });
  it('stops when told to', async () => {
    expect(await retryReason('a', parts(7))).toMatchObject({ done: 7 });
  });
});
