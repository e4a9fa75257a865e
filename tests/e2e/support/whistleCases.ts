import { createPlacer } from '../../../shared/pack/placer.ts';
import { benchPack } from '../../bench/support/cases.ts';
import type { ServerRow } from '../../support/dialect-server/rows.ts';

/** 夫子庙街道, where the demo's first street has its people. */
export const STREET = '320104002';

/** What the first case is about. */
export const SUBJECT = '试验巷1号路面塌陷约两平方米，已临时围挡';

type Told = { code: string; name: string; what: string };

/** 小类 of the Qinhuai pack that a whistle can stand on, and one («本级可办») that the street settles itself. */
const KINDS: Told[] = [
  { code: 'E0501', name: '道路破损', what: '路面塌陷约两平方米，已临时围挡' },
  { code: 'P0110', name: '无主井盖', what: '无主井盖破损松动，夜间有异响' },
  { code: 'E0102', name: '暴露生活垃圾', what: '背街暴露生活垃圾未清理' },
  { code: 'E0404', name: '机动车乱停放', what: '机动车长期占用人行道停放' },
];

/** Invented cases of 夫子庙街道, far enough from each other not to be taken for one matter; newest first in the queue. */
export function whistleCases(now: number): ServerRow[] {
  const places = placesIn(STREET, KINDS.length * 2);
  return places.map((place, i) => {
    const kind = KINDS[i % KINDS.length] ?? { code: 'E0501', name: '', what: '' };
    const requestedAt = now - (i + 1) * 20 * 60_000;
    return {
      ...{ id: `FZM${100 + i}`, status: 'open' as const, serviceCode: kind.code, serviceName: kind.name },
      ...{ description: `试验巷${i + 1}号${kind.what}`, statusNotes: '', agency: '区城市管理局' },
      ...{ address: `试验巷${i + 1}号`, zipcode: '', ...place, requestedAt, updatedAt: requestedAt },
      expectedAt: requestedAt + 24 * 3_600_000,
    };
  });
}

/** The same, the first of them 18 m from the border with 秦虹街道, where the demo's second street has its people. */
export function casesAtBorder(now: number): ServerRow[] {
  return whistleCases(now).map((row, i) => (i === 0 ? { ...row, lon: 118.7924, lat: 32.0162 } : row));
}

/** Points of a raster of some 250 m that lie inside a street. */
function placesIn(street: string, count: number): { lon: number; lat: number }[] {
  const pack = benchPack();
  const placer = createPlacer(pack);
  const [west, south, east, north] = pack.manifest.bbox;
  const found: { lon: number; lat: number }[] = [];
  for (let lat = south; lat < north && found.length < count; lat += 0.0025)
    for (let lon = west; lon < east && found.length < count; lon += 0.0025)
      if (placer.place({ lon, lat }).street === street) found.push({ lon, lat });
  if (found.length < count) throw new Error(`only ${found.length} places in ${street}`);
  return found;
}
