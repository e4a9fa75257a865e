import type { ReactNode } from 'react';
import { useTheme } from '../../app/theme.ts';
import { useLink } from '../../live/filters.ts';
import { useBounds, useFilterQuery, useNow } from '../../live/now.ts';
import { useStatus, useSummary } from '../../live/queries.ts';
import { CaseMap } from '../../map/CaseMap.tsx';
import { Banners } from './Banners.tsx';
import { FilterBar } from './FilterBar.tsx';
import { KpiStrip } from './KpiStrip.tsx';
import { LastCases } from './LastCases.tsx';
import { NoCases } from './NoCases.tsx';
import { Scrubber } from './Scrubber.tsx';
import { Sources } from './Sources.tsx';
import { Streets } from './Streets.tsx';
import { spanDays, windowDays } from './scrubber-model.ts';
import { Whistles } from './Whistles.tsx';
import './wall.css';

/** The wall (态势大屏): where the city's cases are, how many, how late, and how fresh that knowledge is. */
export default function WallWindow(): ReactNode {
  const theme = useTheme('wall');
  const filter = useLink((state) => state.filter);
  const query = useFilterQuery(filter);
  const timeless = useFilterQuery({ ...filter, period: 'all', range: null });
  const inPeriod = useSummary(query).data;
  const now = useSummary(timeless).data;
  const status = useStatus().data;
  const total = status?.cases.total ?? 0;
  const span = now?.span ?? null;
  const bounds = useBounds(filter);
  const clock = useNow(3_600_000);
  return (
    <div className="wall">
      <Banners />
      <KpiStrip now={now} inPeriod={inPeriod} />
      <div className="wall-map">
        <CaseMap
          query={query}
          summary={inPeriod}
          theme={theme}
          days={windowDays(bounds, span, clock)}
          perDay={span === null ? 0 : total / spanDays(span)}
        />
        <NoCases total={status?.cases.total} matching={inPeriod?.matching} />
      </div>
      <div className="wall-time">
        <FilterBar options={now} />
        <Scrubber span={span} reported={inPeriod?.matching} />
      </div>
      <div className="wall-side">
        <Whistles />
        <LastCases query={query} />
        <Streets rows={inPeriod?.byStreet} />
        <Sources />
      </div>
    </div>
  );
}
