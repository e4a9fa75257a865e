import type { CatalogueItem, CatalogueLimit } from '../../shared/pack/schema.ts';
import { pick, pickWeighted, type Random, randomFor } from '../../shared/pack/seededRandom.ts';
import { startOfDay } from '../../shared/time/zone.ts';
import type { CityModel, ModelCategory } from './cityModel.ts';
import { runningSums } from './places.ts';
import { channelWeights, HOURS, weekdayFactor } from './rhythm.ts';
import { type CaseTimeline, drawTimeline } from './timeline.ts';
import { rainFactor, rainOf } from './weather.ts';

/** One simulated case with its whole timeline. Times UTC ms. */
export type DemoCase = {
  id: string;
  requestedAt: number;
  item: CatalogueItem;
  condition: string | null;
  lon: number;
  lat: number;
  address: string;
  description: string;
  channel: string;
  agency: string | null;
  timeline: CaseTimeline;
};

/** All cases reported on a local date, in order of time. The same seed, pack and date give the same cases. */
export function casesOfDay(model: CityModel, seed: number, date: string): DemoCase[] {
  const random = randomFor(`${seed}/${model.pack.manifest.id}/${date}`);
  const rates = hourlyRates(model, seed, date);
  const sums = runningSums(rates);
  const activity = (sums.at(-1) ?? 0) / model.weekdayRate;
  const count = Math.round(model.perWeekday * activity * (0.95 + 0.1 * random()));
  const midnight = startOfDay(date, model.pack.manifest.zone);
  const drawn = Array.from({ length: count }, () => {
    const index = pickWeighted(random, sums);
    const hour = index % 24;
    const category = model.categories[Math.floor(index / 24)];
    const at = midnight + hour * 3_600_000 + Math.floor(random() * 3600) * 1000;
    return { at, hour, category };
  }).sort((a, b) => a.at - b.at);
  const prefix = `${model.idPrefix}${date.replaceAll('-', '')}`;
  return drawn.flatMap(({ at, hour, category }, i) =>
    category
      ? [drawCase(model, `${prefix}${String(i + 1).padStart(5, '0')}`, at, hour, category, random)]
      : [],
  );
}

/** Relative rates, 24 per category: index = category × 24 + hour. */
function hourlyRates(model: CityModel, seed: number, date: string): number[] {
  const weekday = Temporal.PlainDate.from(date).dayOfWeek;
  const rain = rainOf(seed, date);
  return model.categories.flatMap(({ profile }) => {
    const hours = HOURS[profile.rhythm];
    const total = hours.reduce((a, b) => a + b, 0);
    const daily = (profile.weight * weekdayFactor(profile.rhythm, weekday)) / total;
    return hours.map((rate, hour) => daily * rate * rainFactor(rain, hour, profile.rain));
  });
}

function drawCase(
  model: CityModel,
  id: string,
  at: number,
  hour: number,
  category: ModelCategory,
  random: Random,
): DemoCase {
  const { item, profile } = category;
  const spot = model.places.draw(profile.placeKinds, random);
  const street = model.places.streets[spot.street];
  const limit = drawLimit(item, random);
  const channel = drawChannel(model, hour, item.name, random);
  const agency = profile.handler === '街道' ? model.streetOffice(street?.code ?? '') : category.agency;
  return {
    id,
    requestedAt: at,
    item,
    condition: limit?.condition ?? null,
    lon: spot.lon,
    lat: spot.lat,
    address: spot.address,
    description: describe(pick(random, profile.phrases), spot.words, item.name, channel, random),
    channel,
    agency,
    timeline: drawTimeline(at, limit, model.calendar, street?.lateness ?? 1, random),
  };
}

/** Draws a registration condition (立案条件) with its limit; usually the first one, as in practice. */
function drawLimit(item: CatalogueItem, random: Random): CatalogueLimit | null {
  const [first, ...others] = item.limits;
  if (!first) return null;
  return others.length === 0 || random() < 0.7 ? first : pick(random, others);
}

function drawChannel(model: CityModel, hour: number, category: string, random: Random): string {
  const weights = channelWeights(hour, category);
  const known = model.pack.manifest.channels;
  const sums = runningSums(known.map((channel) => weights[channel] ?? 1));
  return known[pickWeighted(random, sums)] ?? '监督员上报';
}

const OPENINGS: Record<string, string[]> = {
  监督员上报: ['巡查发现：', '', '日常巡查：'],
  网格员上报: ['网格走访发现：', '入户走访时发现，', ''],
  '12345热线': ['来电反映：', '市民来电，', '热线转办：'],
  公众随手拍: ['随手拍：', '', '市民上传照片反映，'],
  视频智能识别: ['视频识别告警：', '监控画面显示，'],
  物联感知: ['设备告警：', '感知终端上报，'],
  上级交办: ['上级交办：', '督查转办：'],
};
const CLOSINGS: Record<string, string[]> = {
  '12345热线': ['，希望尽快处理。', '，已持续多日，请核实处理。', '，要求回复处理结果。', '。'],
  公众随手拍: ['，请处理。', '。'],
  上级交办: ['，请限时办结。', '，办理结果及时反馈。'],
};

function describe(phrase: string, place: string, category: string, channel: string, random: Random): string {
  const body = phrase
    .replace('{地}', place)
    .replace('{类}', category)
    .replace('{量}', () => String(1 + Math.floor(random() * 6)))
    .replace('{少}', () => String(1 + Math.floor(random() * 4)))
    .replace('{多}', () => String(10 + Math.floor(random() * 60)))
    .replace('{深}', () => String(5 + Math.floor(random() * 20)));
  return `${pick(random, OPENINGS[channel] ?? [''])}${body}${pick(random, CLOSINGS[channel] ?? ['。'])}`;
}
