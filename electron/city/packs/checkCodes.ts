import type { GridFile, PackManifest, StreetFile } from '../../../shared/pack/schema.ts';
import { createCalendar } from '../../../shared/time/calendar.ts';
import type { PackProblem } from './packError.ts';

/** Checks the manifest: bounding box, view, zone, working slots, and codes that must be unique or must exist. */
export function checkManifest(manifest: PackManifest): PackProblem[] {
  const file = 'pack.json';
  const problems: PackProblem[] = [];
  const [west, south, east, north] = manifest.bbox;
  if (!(west < east && south < north)) {
    problems.push({
      file,
      path: 'bbox',
      problem: `${manifest.bbox.join(', ')} 的顺序不对`,
      expected: '西、南、东、北',
    });
  }
  const { lon, lat } = manifest.view;
  if (lon < west || lon > east || lat < south || lat > north) {
    problems.push({
      file,
      path: 'view',
      problem: `初始视图 ${lon}, ${lat} 在 bbox 之外`,
      expected: 'bbox 之内',
    });
  }
  try {
    createCalendar({
      zone: manifest.zone,
      working: manifest.working,
      name: manifest.calendar,
      years: [],
      daysOff: [],
    });
  } catch (error) {
    const zone = error instanceof RangeError && /zone/i.test(error.message);
    problems.push({
      file,
      path: zone ? 'zone' : 'working.slots',
      problem: zone ? `不认识时区“${manifest.zone}”` : String(error instanceof Error ? error.message : error),
      expected: zone ? 'IANA 时区名，如 Asia/Shanghai' : '先后有序、互不重叠的时段',
    });
  }
  problems.push(
    ...duplicates(file, 'orgs', manifest.orgs, 'code'),
    ...parents(file, 'orgs', manifest.orgs),
    ...duplicates(file, 'streets', manifest.streets, 'code'),
    ...duplicates(file, 'neighbours', manifest.neighbours ?? [], 'code'),
    ...duplicates(file, 'catalogue.items', manifest.catalogue.items, 'code'),
    ...parents(file, 'catalogue.items', manifest.catalogue.items),
  );
  const classes = new Map(manifest.catalogue.items.map((item) => [item.code, item]));
  for (const [i, item] of manifest.catalogue.items.entries()) {
    const path = `catalogue.items[${i}]`;
    const parent = item.parent === null ? undefined : classes.get(item.parent);
    if (parent && parent.kind !== item.kind) {
      problems.push({
        file,
        path: `${path}.kind`,
        problem: `“${item.name}”与所属大类“${parent.name}”的部件/事件不一致`,
        expected: parent.kind,
      });
    }
    if (item.parent !== null && !item.code.startsWith(item.parent)) {
      problems.push({
        file,
        path: `${path}.code`,
        problem: `小类代码“${item.code}”不以大类代码开头`,
        expected: `以“${item.parent}”开头（按大类筛选时依赖前缀）`,
      });
    }
  }
  return problems;
}

/** Checks the shapes against the manifest: exactly its streets, and only grids of its streets. */
export function checkReferences(
  manifest: PackManifest,
  streets: StreetFile | null,
  grids: GridFile | null,
): PackProblem[] {
  const problems: PackProblem[] = [];
  const known = new Set(manifest.streets.map((street) => street.code));
  if (streets) {
    const file = 'streets.geojson';
    const properties = streets.features.map((feature) => feature.properties);
    problems.push(...duplicates(file, 'features', properties, 'code'));
    const drawn = new Set(properties.map((street) => street.code));
    for (const code of known) {
      if (!drawn.has(code)) {
        problems.push({
          file,
          path: 'features',
          problem: `缺少街道 ${code} 的图形`,
          expected: '每个街道一个图形',
        });
      }
    }
    for (const [i, street] of properties.entries()) {
      if (!known.has(street.code)) {
        problems.push({
          file,
          path: `features[${i}].properties.code`,
          problem: `街道“${street.code}”不在 pack.json 中`,
          expected: 'pack.json 的 streets 中的代码',
        });
      }
    }
  }
  if (grids) {
    const file = 'grids.geojson';
    const properties = grids.features.map((feature) => feature.properties);
    problems.push(...duplicates(file, 'features', properties, 'code'));
    for (const [i, grid] of properties.entries()) {
      if (!known.has(grid.street)) {
        problems.push({
          file,
          path: `features[${i}].properties.street`,
          problem: `网格“${grid.name}”所属街道“${grid.street}”不存在`,
          expected: 'pack.json 的 streets 中的代码',
        });
      }
    }
  }
  return problems;
}

function duplicates<T extends { code: string }>(
  file: string,
  path: string,
  list: readonly T[],
  key: 'code',
): PackProblem[] {
  const first = new Map<string, number>();
  const problems: PackProblem[] = [];
  for (const [i, entry] of list.entries()) {
    const before = first.get(entry[key]);
    if (before === undefined) first.set(entry[key], i);
    else
      problems.push({
        file,
        path: `${path}[${i}].${key}`,
        problem: `代码“${entry[key]}”与第 ${before + 1} 项重复`,
        expected: '唯一的代码',
      });
  }
  return problems;
}

function parents(
  file: string,
  path: string,
  list: readonly { code: string; parent: string | null }[],
): PackProblem[] {
  const known = new Set(list.map((entry) => entry.code));
  return list.flatMap((entry, i) =>
    entry.parent !== null && (!known.has(entry.parent) || entry.parent === entry.code)
      ? [
          {
            file,
            path: `${path}[${i}].parent`,
            problem: `上级“${entry.parent}”不存在`,
            expected: '本表中的代码或 null',
          },
        ]
      : [],
  );
}
