import type { PlaceKind, Rhythm } from './categories.ts';

/** Relative rate by hour of the day, 0 to 23. Shapes follow published 311 data: two peaks in office hours, one in the evening. */
export const HOURS: Record<Rhythm, number[]> = {
  office: [1, 0, 0, 0, 0, 1, 3, 9, 20, 24, 22, 16, 9, 12, 21, 23, 19, 14, 7, 5, 4, 3, 2, 1],
  rush: [1, 1, 0, 0, 0, 2, 8, 24, 26, 14, 10, 10, 9, 9, 10, 13, 18, 27, 24, 13, 7, 5, 3, 2],
  evening: [4, 2, 1, 0, 0, 0, 2, 4, 6, 7, 8, 12, 11, 7, 7, 9, 14, 23, 29, 31, 27, 20, 13, 8],
  morning: [1, 1, 1, 1, 2, 6, 17, 26, 25, 19, 14, 9, 7, 8, 10, 10, 9, 8, 7, 5, 4, 3, 2, 1],
  round: [4, 3, 2, 2, 3, 4, 7, 12, 15, 15, 14, 12, 10, 11, 13, 14, 14, 14, 12, 10, 8, 7, 6, 5],
  night: [13, 9, 6, 4, 2, 2, 3, 5, 6, 6, 6, 6, 6, 5, 5, 6, 8, 10, 13, 18, 22, 25, 24, 19],
};

/** Monday to Sunday, relative to the mean weekday: fewer cases at weekends, except in leisure categories. */
const WEEKDAY: Record<Rhythm, number[]> = {
  office: [1.1, 1.02, 1, 0.99, 1, 0.55, 0.45],
  rush: [1.08, 1, 1, 1, 1.06, 0.7, 0.62],
  evening: [0.92, 0.92, 0.95, 1, 1.2, 1.45, 1.3],
  morning: [1.08, 1, 1, 1, 1, 0.9, 0.85],
  round: [1.04, 1, 1, 1, 1, 0.85, 0.8],
  night: [0.95, 0.95, 0.97, 1, 1.1, 1.15, 1.05],
};

/** Factor of an ISO weekday (1 Monday … 7 Sunday). */
export function weekdayFactor(rhythm: Rhythm, weekday: number): number {
  return WEEKDAY[rhythm][weekday - 1] ?? 1;
}

/** Categories that street cameras cannot report. */
const OUT_OF_SIGHT = new Set([
  '楼道堆物',
  '油烟污染',
  '商业噪音',
  '施工扰民',
  '公共厕所',
  '小区积存大件垃圾',
]);
/** Categories that sensors report: covers, water levels, lamps, dust, bins, fire lanes. */
const SENSED = /井盖|积水|冒溢|路灯|扬尘|垃圾箱|消防通道|管道/;

/**
 * Weights of the channels (问题来源) for a category at an hour of the day: patrols work by day, citizens report mostly
 * between 7 and 22, cameras and sensors at any hour.
 */
export function channelWeights(hour: number, category: string): Record<string, number> {
  const patrol = hour >= 7 && hour < 19 ? 34 : hour >= 19 && hour < 22 ? 12 : 0.5;
  const citizen = hour >= 7 && hour < 22 ? 1 : 0.35;
  return {
    监督员上报: patrol,
    '12345热线': 26 * citizen,
    视频智能识别: OUT_OF_SIGHT.has(category) ? 0 : 19,
    公众随手拍: 10 * citizen,
    网格员上报: hour >= 8 && hour < 18 ? 16 : 1,
    物联感知: SENSED.test(category) ? 16 : 0,
    上级交办: hour >= 9 && hour < 18 ? 2.5 : 0,
  };
}

/** Name endings of places by kind; the street's name comes first. */
const PLACE_NAMES: Record<PlaceKind, string[]> = {
  'night-market': ['夜市', '美食街', '步行街'],
  metro: ['地铁站1号口', '地铁站2号口', '地铁站换乘口'],
  'old-estate': ['新村', '小区', '里', '苑'],
  market: ['农贸市场', '菜市场'],
  school: ['小学门口', '中学门口'],
  mall: ['商业广场', '百货大楼', '购物中心'],
  site: ['地块工地', '改造项目工地'],
  alley: ['一巷', '后街', '二巷'],
  river: ['河滨绿道', '河边游园'],
};

/** In cities without a metro problems cluster at bus stations instead. */
const BUS_STATIONS = ['公交枢纽站', '汽车站', '公交首末站'];
const WITHOUT_METRO = new Set(['suzhou-anhui']);

/** Name endings of places of a kind in the city of a pack. */
export function placeNames(kind: PlaceKind, pack: string): string[] {
  return kind === 'metro' && WITHOUT_METRO.has(pack) ? BUS_STATIONS : PLACE_NAMES[kind];
}
