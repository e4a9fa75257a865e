import { statfs } from 'node:fs/promises';
import type { SourceStatus } from '../../../shared/contract/sources.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { coverageGap } from '../../../shared/time/coverage.ts';
import type { SecretStore } from '../ports.ts';

const DAY = 86_400_000;
/** The longest limits of the catalogue end about this far ahead. */
const LIMITS_REACH_DAYS = 60;
/**
 * Poll windows overlap by minutes; a larger clock difference makes limits and cursors wrong (domain.md §8.3: show
 * drift).
 */
const MAX_SKEW_MS = 5 * 60_000;
const GIB = 1024 ** 3;
const LOW_SPACE = 2 * GIB;
const CRITICAL_SPACE = GIB / 4;

/** Limits cannot be computed for a year that the pack's calendar lacks; the operator is warned. */
export function calendarWarnings(pack: CityPack, now: number): Warning[] {
  const gap = coverageGap(calendarOf(pack), now, LIMITS_REACH_DAYS * DAY);
  if (gap === null) return [];
  return gap.needed === 'now'
    ? [{ code: 'calendar-missing', severity: 'error', message: gap.message }]
    : [{ code: 'calendar-ending', severity: 'warning', message: gap.message }];
}

export function skewWarnings(statuses: readonly SourceStatus[]): Warning[] {
  return statuses
    .filter((status) => Math.abs(status.skewMs ?? 0) > MAX_SKEW_MS)
    .map((status) => ({
      code: 'clock-skew',
      severity: 'warning',
      message: `数据源「${status.name}」的时钟与本机相差 ${Math.round(Math.abs(status.skewMs ?? 0) / 60_000)} 分钟，请核对双方校时`,
    }));
}

export function secretWarnings(secrets: SecretStore): Warning[] {
  if (secrets.degraded) return [{ code: 'secrets-degraded', severity: 'warning', message: secrets.note }];
  return secrets.kind === 'os' ? [] : [{ code: 'secrets-in-file', severity: 'info', message: secrets.note }];
}

/** Warns before the disk is full. */
export async function diskWarnings(dataDir: string): Promise<Warning[]> {
  const stats = await statfs(dataDir).catch(() => null);
  if (stats === null)
    return [
      { code: 'data-folder-gone', severity: 'error', message: `数据文件夹无法访问：${dataDir}。请检查磁盘` },
    ];
  const free = stats.bavail * stats.bsize;
  if (free >= LOW_SPACE) return [];
  const left = free >= GIB ? `${(free / GIB).toFixed(1)} GB` : `${Math.floor(free / 1024 ** 2)} MB`;
  return [
    {
      code: 'disk-nearly-full',
      severity: free < CRITICAL_SPACE ? 'error' : 'warning',
      message: `数据文件夹所在磁盘仅剩 ${left}，请尽快清理，以免无法存入新案件`,
    },
  ];
}

export function columnsWarning(state: 'building' | 'ready' | 'failed'): Warning[] {
  if (state === 'building')
    return [
      { code: 'columns-rebuilding', severity: 'info', message: '案件索引正在建立，数字与地图稍后显示' },
    ];
  if (state === 'failed')
    return [
      {
        code: 'columns-failed',
        severity: 'error',
        message: '案件索引建立失败，数字与地图暂缺。请重新启动，并查看日志',
      },
    ];
  return [];
}

/** Warns of whistle timers that could not be fired; they were set aside so that later ones still fire. */
export function timerWarnings(stuck: number): Warning[] {
  if (stuck === 0) return [];
  const message = `${stuck} 个吹哨计时到期后未能执行，已搁置。请查看日志，并用 npm run verify 找出是哪几个哨`;
  return [{ code: 'timer-stuck', severity: 'error', message }];
}
