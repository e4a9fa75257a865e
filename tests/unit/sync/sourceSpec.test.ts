import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSourceSpec, SourceSpecError } from '../../../electron/city/sync/sourceSpec.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { workbooks } from '../../support/workbooks.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'citywhistle-spec-'));
  writeFileSync(
    join(folder, 'mapping.json'),
    JSON.stringify({ rowsPath: 'data.rows', fields: { id: 'no', requestedAt: 'time' } }),
  );
  writeFileSync(join(folder, 'broken.json'), '{');
  writeFileSync(
    join(folder, '工单.csv'),
    '工单编号,上报时间,状态,经度,纬度\n1,2026-03-01 08:00:00,处置中,118.8,32.0\n2,2026-03-01 09:00:00,结案,118.8,32.0\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parse = (text: string, taken = new Set<string>()) =>
  parseSourceSpec(text, { pollSeconds: 30, crs: 'gcj02', zone: 'Asia/Shanghai', taken, workbooks });

describe('a SPEC of the command line', () => {
  it.each([
    [
      'open311+http://127.0.0.1:8080/open311/v2',
      { kind: 'open311', id: '127-0-0-1-8080', dialect: { name: 'plain' } },
    ],
    [
      'open311+https://city.test/v2#dialect=6aika',
      { id: 'city-test', dialect: { name: '6aika' }, crs: 'gcj02' },
    ],
    [
      'open311+https://city.test/v2#dialect=markaspot&id=koeln&name=科隆&jurisdiction=stadt.test&crs=wgs84&zone=Europe/Berlin',
      {
        id: 'koeln',
        name: '科隆',
        jurisdiction: 'stadt.test',
        crs: 'wgs84',
        zone: 'Europe/Berlin',
        pollSeconds: 30,
      },
    ],
    ['soda+https://data.test/resource/erm2-nwe9.json', { kind: 'soda', options: { pageSize: 1000 } }],
  ])('%s', async (text, expected) => {
    const config = await parse(text);
    expect(SourceConfig.parse(config)).toEqual(config);
    expect(config).toMatchObject(expected);
  });

  it('reads mapping files and data files', async () => {
    const rest = await parse(
      `rest+https://city.test/api/list?kind=1#mapping=${join(folder, 'mapping.json')}`,
    );
    expect(rest).toMatchObject({
      kind: 'rest',
      url: 'https://city.test/api/list?kind=1',
      mapping: { rowsPath: 'data.rows' },
    });
    const file = await parse(`file:${join(folder, '工单.csv')}`);
    expect(file).toMatchObject({ kind: 'file', name: '工单.csv', mapping: { fields: { id: '工单编号' } } });
  });

  it('reads from a mapping file what the upstream is told', async () => {
    const feedback = { path: 'reply', body: { no: '{{case.id}}', text: '{{event.text}}' } };
    const mapping = { rowsPath: 'rows', fields: { id: 'no', requestedAt: 'time' } };
    const withFile = (content: object, form = 'rest+https://city.test/api') => {
      const path = join(folder, 'answers.json');
      writeFileSync(path, JSON.stringify({ ...mapping, ...content }));
      return parse(`${form}#mapping=${path}`);
    };
    const on = { 'result-submitted': 'feedback' };
    for (const content of [{ actions: { feedback }, on }, { writeBack: { actions: { feedback }, on } }]) {
      const config = await withFile(content);
      expect(SourceConfig.parse(config)).toEqual(config);
      expect(config).toMatchObject({
        writeBack: {
          paused: false,
          receivesContact: false,
          actions: { feedback: { method: 'POST', path: 'reply' } },
          on,
        },
      });
    }
    expect(await withFile({})).not.toHaveProperty('writeBack');
    const unknown = { ...feedback, path: 'reply/{{case.number}}' };
    const refused: [object, RegExp][] = [
      [
        { actions: { feedback: unknown } },
        /回传配置不合要求（actions\.feedback\.path: 没有占位符 \{\{case\.number\}\}/,
      ],
      [{ actions: { answer: feedback } }, /actions/],
      [{ actions: {}, on }, /没有配置动作 feedback/],
      [{ actions: { feedback: { ...feedback, body: { who: '{{contact.name}}' } } } }, /receivesContact/],
      [{ writeBack: { actions: {} }, actions: { feedback } }, /只能写一处/],
      [{ writeBack: { action: {} } }, /回传配置不合要求.*action/],
    ];
    for (const [content, said] of refused) await expect(withFile(content)).rejects.toThrow(said);
    await expect(
      withFile({ actions: { feedback } }, 'soda+https://d.test/resource/aaaa-bbbb.json'),
    ).rejects.toThrow(/只有 rest 来源/);
  });

  it('reads databases', async () => {
    const mapping = `mapping=${join(folder, 'mapping.json')}`;
    const config = await parse(
      `postgres://read%20er@10.0.0.8:54321/hall#view=share.v_case&key=id&cursor=gxsj&tls=required&pagesize=500&${mapping}`,
    );
    expect(SourceConfig.parse(config)).toEqual(config);
    expect(config).toMatchObject({
      ...{ kind: 'exchange', id: '10-0-0-8-hall-v-case', name: 'hall.v_case' },
      exchange: {
        ...{
          engine: 'postgres',
          host: '10.0.0.8',
          port: 54321,
          database: 'hall',
          user: 'read er',
          tls: 'required',
        },
        ...{
          view: { schema: 'share', name: 'v_case' },
          key: 'id',
          cursor: 'gxsj',
          overlap: 600,
          pageSize: 500,
        },
      },
    });
    const other = await parse(`mysql://reader@db.hall/hall#view=v_case&key=id&${mapping}`);
    expect(other).toMatchObject({
      exchange: {
        engine: 'mysql',
        port: 3306,
        view: { schema: null, name: 'v_case' },
        cursor: null,
        tls: 'off',
      },
    });
  });

  it('does not take or repeat a password', async () => {
    const failure = parse('postgres://reader:s3cret@10.0.0.8/hall#view=v&key=id');
    await expect(failure).rejects.toThrow(/口令[\s\S]*password/);
    await expect(failure).rejects.not.toThrow(/s3cret/);
  });

  it('takes reference system and zone from the mapping where it states them, else from the pack', async () => {
    const stating = join(folder, 'stating.json');
    writeFileSync(
      stating,
      JSON.stringify({ fields: { id: 'a', requestedAt: 'b' }, crs: 'bd09', zone: 'Asia/Urumqi' }),
    );
    const silent = await parse(`rest+https://city.test/api#mapping=${join(folder, 'mapping.json')}`);
    const told = await parse(`rest+https://city.test/api#mapping=${stating}`);
    const overruled = await parse(`rest+https://city.test/api#mapping=${stating}&crs=wgs84`);
    expect(silent).toMatchObject({ crs: 'gcj02', zone: 'Asia/Shanghai' });
    expect(told).toMatchObject({ crs: 'bd09', zone: 'Asia/Urumqi' });
    expect(overruled).toMatchObject({ crs: 'wgs84', zone: 'Asia/Urumqi' });
  });

  it('gives two sources of one host different ids', async () => {
    const taken = new Set<string>();
    const ids = [
      await parse('open311+http://a.test/1', taken),
      await parse('open311+http://a.test/2', taken),
    ];
    expect(ids.map((config) => config.id)).toEqual(['a-test', 'a-test-2']);
  });

  it.each([
    ['http://city.test/open311', /open311\+URL/],
    ['open311+city.test/open311', /https:\/\//],
    ['open311+https://city.test#dialect=klingon', /klingon|6aika/],
    ['open311+https://city.test#speed=9', /speed/],
    ['open311+https://city.test#id=Not%20Good', /id/],
    ['rest+https://city.test', /mapping/],
    ['rest+https://city.test#mapping=/nowhere.json', /nowhere/],
    ['soda+https://data.test/resource/aaaa-bbbb.json', /mapping/],
    ['file:/nowhere/at-all.csv', /nowhere/],
    ['postgres://reader@10.0.0.8/hall', /key=/],
    ['postgres://reader@10.0.0.8/hall#view=v&key=id', /mapping/],
    ['open311+https://city.test#view=v', /view/],
    ['', /open311\+URL/],
  ])('refuses %j in both languages', async (text, words) => {
    const failure = parse(text);
    await expect(failure).rejects.toThrow(SourceSpecError);
    await expect(failure).rejects.toThrow(words);
    await expect(failure).rejects.toThrow(/无法使用[\s\S]*cannot be used/);
  });

  it('does not repeat a query, which may hold a key', async () => {
    await expect(parse('open311+ftp://city.test/?api_key=s3cret')).rejects.not.toThrow(/s3cret/);
    await expect(parse('open311+http//city.test/?api_key=s3cret')).rejects.not.toThrow(/s3cret/);
  });
});
