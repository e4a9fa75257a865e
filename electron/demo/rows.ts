import type { CityPack } from '../../shared/pack/schema.ts';
import type { CaseSnapshot } from './simulatedCity.ts';

/** A service request of GeoReport v2 with the extensions that real servers send. */
export function rowOf({ demo, step }: CaseSnapshot, time: (ms: number) => string) {
  const closed = step.stage === 'closed' || step.stage === 'cancelled';
  return {
    service_request_id: demo.id,
    status: closed ? 'closed' : 'open',
    status_notes: step.note,
    service_name: demo.item.name,
    service_code: demo.item.code,
    description: demo.description,
    agency_responsible: demo.agency,
    service_notice: '模拟',
    requested_datetime: time(demo.requestedAt),
    updated_datetime: time(step.at),
    expected_datetime: demo.timeline.dueAt === null ? null : time(demo.timeline.dueAt),
    address: demo.address,
    address_id: null,
    zipcode: null,
    lat: demo.lat,
    long: demo.lon,
    media_url: null,
    extended_attributes: {
      simulated: true,
      stage: step.stage,
      channel: demo.channel,
      rework_count: step.rework,
      agency: demo.agency,
      condition: demo.condition,
    },
  };
}

/** The service list: every 小类, grouped by its 大类. */
export function servicesOf(pack: CityPack) {
  const items = pack.manifest.catalogue.items;
  const classes = new Map(items.map((item) => [item.code, item.name]));
  return items.flatMap((item) =>
    item.parent === null
      ? []
      : [
          {
            service_code: item.code,
            service_name: item.name,
            description: item.limits.map((limit) => limit.condition).join('；'),
            metadata: false,
            type: 'realtime',
            keywords: item.kind === 'component' ? '部件' : '事件',
            group: classes.get(item.parent) ?? '',
          },
        ],
  );
}

/**
 * Formats UTC ms as ISO 8601 with the offset of the zone, in whole seconds. A page needs 1,500 of these, so the offset is
 * looked up once per hour and cached.
 */
export function timeWriter(zone: string): (ms: number) => string {
  const offsets = new Map<number, { ms: number; text: string }>();
  return (ms) => {
    const hour = Math.floor(ms / 3_600_000);
    let offset = offsets.get(hour);
    if (!offset) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO(zone);
      offset = { ms: zoned.offsetNanoseconds / 1e6, text: zoned.offset };
      offsets.set(hour, offset);
    }
    return `${new Date(ms + offset.ms).toISOString().slice(0, 19)}${offset.text}`;
  };
}
