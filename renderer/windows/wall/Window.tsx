import type { ReactNode } from 'react';
import type { CityStatus } from '../../../shared/contract/status.ts';
import { useTheme } from '../../base/theme.ts';
import { WallMeetingCard } from '../../features/meeting/WallMeetingCard.tsx';
import { useWallState } from '../../features/presenter/useWall.ts';
import { WallMarks } from '../../features/presenter/WallMarks.tsx';
import { useBounds, useFilterQuery, useNow } from '../../live/link/clock.ts';
import { useSummary } from '../../live/queries/cases.ts';
import { useStatus } from '../../live/queries/city.ts';
import { useUnindexedCases } from '../../live/queries/indexLag.ts';
import { useShownFilter } from '../../live/queries/shownFilter.ts';
import { useQueryAfterMap, useStableQuery } from '../../live/queries/useQueryAfterMap.ts';
import { CaseMap } from '../../map/CaseMap.tsx';
import { Banners } from './Banners.tsx';
import { FilterBar } from './FilterBar.tsx';
import { KpiStrip } from './KpiStrip.tsx';
import { LastCases } from './LastCases.tsx';
import { NoCases } from './NoCases.tsx';
import { Scrubber } from './Scrubber.tsx';
import { Sources } from './Sources.tsx';
import { Streets } from './Streets.tsx';
import { spanDays, windowDays } from './scrubberModel.ts';
import { Whistles } from './Whistles.tsx';
import styles from './wall.module.css';

/** All that the wall shows is kept by the query client. */
function nothing(): void {}

/** The wall (态势大屏): where the city's cases are, how many, how late, and how fresh that knowledge is. */
export default function WallWindow(): ReactNode {
  const theme = useTheme('wall');
  const filter = useShownFilter();
  const query = useStableQuery(useFilterQuery(filter));
  const timeless = useStableQuery(useFilterQuery({ ...filter, period: 'all', range: null }));
  const later = useQueryAfterMap(query);
  const inPeriod = useSummary(later).data;
  const now = useSummary(timeless).data;
  const gap = useUnindexedCases(timeless, nothing);
  const known = useStatus(isKnown) ?? false;
  const total = useStatus(totalOf) ?? 0;
  const span = now?.span ?? null;
  const bounds = useBounds(filter);
  const clock = useNow(3_600_000);
  const meeting = useWallState(({ control }) => control.content.meeting);
  return (
    <div className={styles['wall-room']}>
      <div className={styles['wall']} data-part="wall" data-meeting={meeting !== null}>
        <Banners />
        <KpiStrip
          now={known ? now : undefined}
          inPeriod={known ? inPeriod : undefined}
          from={bounds.from}
          to={bounds.to}
        />
        <div className={styles['wall-map']} data-part="wall-map">
          <CaseMap
            query={query}
            summary={inPeriod}
            theme={theme}
            days={windowDays(bounds, span, clock)}
            perDay={span === null ? 0 : total / spanDays(span)}
          />
          <NoCases matching={inPeriod?.matching} />
          <WallMarks />
        </div>
        <div className={styles['wall-time']} data-part="wall-time">
          <FilterBar options={now} gap={gap} />
          <Scrubber span={span} reported={known ? inPeriod?.matching : undefined} known={now !== undefined} />
        </div>
        <div className={styles['wall-side']} data-part="wall-side">
          <Whistles />
          <LastCases query={later} />
          <Streets rows={inPeriod?.byStreet} />
          <Sources />
        </div>
        {meeting === null ? null : <WallMeetingCard meeting={meeting} />}
      </div>
    </div>
  );
}

/**
 * Whether the figures say anything: something is stored, or a source has answered that there is nothing. While the index
 * is being built every count is 0 over a full database.
 */
function isKnown({ cases, sources, warnings }: CityStatus): boolean {
  if (warnings.some(({ code }) => code === 'columns-rebuilding')) return false;
  return cases.total > 0 || sources.some(({ lastSuccessAt }) => lastSuccessAt !== null);
}

function totalOf({ cases }: CityStatus): number {
  return cases.total;
}
