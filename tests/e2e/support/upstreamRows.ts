import type { ServerRow } from '../../support/dialect-server/rows.ts';

const MINUTE = 60_000;

/** 小类 of the Qinhuai pack, with a phrase each. */
const KINDS = [
  { code: 'P0103', name: '雨水井盖', what: '雨水井盖破损' },
  { code: 'E0402', name: '店外经营', what: '店外占道经营' },
  { code: 'E0102', name: '暴露生活垃圾', what: '绿地内暴露垃圾' },
  { code: 'E0201', name: '非法小广告', what: '墙面张贴小广告' },
] as const;

/** Invented work orders of Qinhuai, newest last, one every 20 minutes up to `now`; every third is open. */
export function qinhuaiRows(count: number, now: number): ServerRow[] {
  return Array.from({ length: count }, (_, i) => qinhuaiRow(i, now - (count - i) * 20 * MINUTE));
}

/** One invented work order; number `i` decides what and where it is. */
export function qinhuaiRow(i: number, requestedAt: number): ServerRow {
  const kind = KINDS[i % KINDS.length] ?? KINDS[0];
  const open = i % 3 === 0;
  return {
    id: `QH${String(100_000 + i)}`,
    status: open ? 'open' : 'closed',
    serviceCode: kind.code,
    serviceName: kind.name,
    description: `试验路${i}号${kind.what}，请核实处理`,
    statusNotes: open ? '' : '现场核查通过，已结案',
    agency: '区城市管理局',
    address: `试验路${i}号`,
    zipcode: '',
    lat: 31.995 + ((i * 7) % 40) / 1000,
    lon: 118.775 + ((i * 11) % 50) / 1000,
    requestedAt,
    updatedAt: open ? requestedAt : requestedAt + 15 * MINUTE,
    expectedAt: requestedAt + 24 * 60 * MINUTE,
  };
}
