import type { z } from 'zod';
import type { LonLat } from '../../../shared/contract/common.ts';
import type { PreviewReport } from '../../../shared/contract/sources.ts';

type Report = z.output<typeof PreviewReport>;

/** WGS-84 points of the rows that would be stored. */
export function pointsOf(report: Report): LonLat[] {
  return report.rows.flatMap((row): LonLat[] => {
    if (row.outcome !== 'ok') return [];
    const { lon, lat } = row.case;
    return typeof lon === 'number' && typeof lat === 'number' ? [[lon, lat]] : [];
  });
}

/** A field of a previewed case as text; '' where it has none. */
export function previewText(row: Record<string, unknown>, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function previewCounts(report: Report): { ok: number; refused: number } {
  const ok = report.rows.filter((row) => row.outcome === 'ok').length;
  return { ok, refused: report.rows.length - ok };
}
