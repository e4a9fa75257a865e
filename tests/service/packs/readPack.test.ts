import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { PackError } from '../../../electron/city/packs/packError.ts';
import { findPack, listPacks, readPack } from '../../../electron/city/packs/readPack.ts';
import { calendars, fixtures, SHIPPED, shipped } from '../../unit/pack/packs.ts';

const root = mkdtempSync(join(tmpdir(), 'packs-'));
const folder = join(root, 'boston');
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(fixtures, 'boston'), folder, { recursive: true });
});

type Path = (string | number)[];

/** Puts a value at a path of one file of the copy; a function is given what stands there. */
function change(file: string, path: Path, value: unknown): void {
  const where = join(folder, file);
  const root: unknown = JSON.parse(readFileSync(where, 'utf8'));
  let target = root;
  for (const key of path.slice(0, -1)) target = isObject(target) ? Reflect.get(target, key) : undefined;
  const last = path.at(-1);
  if (!isObject(target) || last === undefined) throw new Error(`nothing at ${path.join('.')}`);
  const before: unknown = Reflect.get(target, last);
  Reflect.set(target, last, typeof value === 'function' ? value(before) : value);
  writeFileSync(where, JSON.stringify(root));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function problems(calendarsFolder = calendars): PackError {
  try {
    readPack(folder, calendarsFolder);
  } catch (error) {
    if (error instanceof PackError) return error;
    throw error;
  }
  throw new Error('the pack was accepted');
}

describe('shipped packs', () => {
  it('lists and reads them with the years of their calendar', () => {
    expect(listPacks(shipped)).toEqual(SHIPPED);
    for (const id of listPacks(shipped)) {
      const pack = readPack(findPack(id, shipped), calendars);
      expect(pack.manifest.id).toBe(id);
      expect(pack.calendarYears.map((year) => year.year)).toEqual([
        2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
      ]);
    }
  });

  it('reads a pack without a calendar and with a byte order mark', () => {
    writeFileSync(join(folder, 'pack.json'), `\uFEFF${readFileSync(join(folder, 'pack.json'), 'utf8')}`);
    const pack = readPack(folder, calendars);
    expect([pack.manifest.zone, pack.calendarYears, pack.grids.features.length]).toEqual([
      'America/New_York',
      [],
      400,
    ]);
  });
});

describe('what is wrong is told readably', () => {
  const again = (list: unknown[]) => [...list, list[0]];

  it.each<[string, Path, unknown, RegExp]>([
    ['bbox', ['bbox'], [-70, 42, -71, 43], /pack\.json 的 bbox：.*应为西、南、东、北/],
    ['view', ['view', 'lon'], 10, /初始视图 10, 42\.315 在 bbox 之外/],
    ['zone', ['zone'], 'Asia/Nanking', /不认识时区“Asia\/Nanking”/],
    ['slots', ['working', 'slots'], [['17:00', '08:00']], /结束不晚于开始/],
    ['clock', ['working', 'slots'], [['8', '17:00']], /working\.slots\[0\]\[0\]/],
    ['street twice', ['streets'], again, /代码“025001”与第 1 项重复/],
    ['no parent', ['orgs', 1, 'parent'], 'X', /pack\.json 的 orgs\[1\]\.parent：上级“X”不存在/],
    ['calendar', ['calendar'], 'mars', /工作日历“mars”没有年度文件/],
    ['field missing', ['name'], { zh: '' }, /pack\.json 的 name\.en/],
  ])('%s', (_, path, value, message) => {
    change('pack.json', path, value);
    expect(problems().message).toMatch(message);
  });

  it('catalogue codes and parents', () => {
    const item = (code: string, parent: string | null, kind: string) => {
      return { code, name: `类${code}`, parent, kind, limits: [] };
    };
    change(
      'pack.json',
      ['catalogue', 'items'],
      [
        item('P01', null, 'component'),
        item('P0101', 'P01', 'event'),
        item('X9', 'P01', 'component'),
        item('P0201', 'P02', 'component'),
      ],
    );
    const { message } = problems();
    expect(message).toContain('部件/事件不一致');
    expect(message).toContain('小类代码“X9”不以大类代码开头');
    expect(message).toContain('上级“P02”不存在');
  });

  it('shapes: open, outside, overlapping, of unknown or missing streets', () => {
    const ring = (i: number): Path => ['features', i, 'geometry', 'coordinates', 0];
    const triangle = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    change('grids.geojson', ring(0), (points: unknown[]) => points.slice(0, -1));
    change('grids.geojson', ring(1), triangle);
    change('grids.geojson', ['features'], (features: { geometry: unknown }[]) =>
      features.map((feature, i) => (i === 2 ? { ...feature, geometry: features[3]?.geometry } : feature)),
    );
    change('grids.geojson', ['features', 5, 'properties', 'street'], '999');
    change('streets.geojson', ['features'], (features: unknown[]) => features.slice(0, -1));
    const { message } = problems();
    expect(message).toContain('的环没有闭合');
    expect(message).toMatch(
      /grids\.geojson 的 features\[1\]\.geometry：“Southwest quarter, cell 2”超出城市范围/,
    );
    expect(message).toContain('“Southwest quarter, cell 4”与“Southwest quarter, cell 3”重叠');
    expect(message).toContain('所属街道“999”不存在');
    expect(message).toContain('缺少街道 025004 的图形');
  });

  it('files: absent, not JSON; all problems at once', () => {
    rmSync(join(folder, 'outline.geojson'));
    writeFileSync(join(folder, 'grids.geojson'), '{"type": "FeatureCollection", ');
    const error = problems();
    expect(error.problems.map((problem) => problem.file)).toEqual(['outline.geojson', 'grids.geojson']);
    expect(error.message).toContain('读不到文件（ENOENT）');
    expect(error.message).toContain('不是合法的 JSON');
  });

  it('calendar years: wrong year in a file, unreadable dates', () => {
    const years = join(root, 'calendars');
    mkdirSync(join(years, 'here'), { recursive: true });
    writeFileSync(join(years, 'here', '2026.json'), JSON.stringify({ year: 2025, days: [] }));
    writeFileSync(
      join(years, 'here', '2025.json'),
      JSON.stringify({ year: 2025, days: [{ name: '元旦', date: '1 Jan', isOffDay: true }] }),
    );
    change('pack.json', ['calendar'], 'here');
    const { message } = problems(years);
    expect(message).toContain('calendars/here/2026.json 的 year：年份是 2025，应为2026');
    expect(message).toContain('calendars/here/2025.json 的 days[0].date');
  });
});

describe('assessment.json', () => {
  const write = (text: string) => writeFileSync(join(folder, 'assessment.json'), text);
  const copy = (): unknown =>
    JSON.parse(readFileSync(join(shipped, 'nanjing-qinhuai', 'assessment.json'), 'utf8'));

  it('may be absent', () => {
    expect(readPack(folder, calendars).assessment).toBeNull();
  });

  it('of another city names units that this one does not have, all of them at once', () => {
    write(JSON.stringify(copy()));
    const error = problems();
    expect(error.problems).toHaveLength(12 + 15);
    expect(error.message).toMatch(/assessment\.json 的 groups\[0\]\.units\[0\]：“320104001”不在本包中/);
  });

  it('with a member that nobody knows, or a day that no calendar has, is refused with its place', () => {
    write(JSON.stringify(copy()));
    change('assessment.json', ['rules', 0, 'tie'], 'dense');
    change('assessment.json', ['groups', 0, 'effectiveFrom'], '2026-02-30');
    const { message } = problems();
    expect(message).toMatch(/assessment\.json 的 rules\[0\]：/);
    expect(message).toMatch(/assessment\.json 的 groups\[0\]\.effectiveFrom：/);
  });
});

describe('findPack', () => {
  it('takes an id or a folder, and names what there is otherwise', () => {
    expect(findPack('nanjing-qinhuai', shipped)).toBe(join(shipped, 'nanjing-qinhuai'));
    expect(findPack(folder, shipped)).toBe(folder);
    expect(() => findPack('atlantis', shipped)).toThrow(
      /没有名为“atlantis”.*beijing-dongcheng、hohhot、nanjing-qinhuai、suzhou-anhui/,
    );
    expect(() => findPack(root, shipped)).toThrow(/没有 pack\.json/);
  });
});
