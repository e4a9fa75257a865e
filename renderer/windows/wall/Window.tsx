import type { ReactNode } from 'react';
import { useTheme } from '../../app/theme.ts';
import { useLink } from '../../live/filters.ts';
import { useFilterQuery } from '../../live/now.ts';
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
import './wall.css';

/** The wall (态势大屏): where the city's cases are, how many, how late, and how fresh that knowledge is. */
export default function WallWindow(): ReactNode {
  const theme = useTheme('wall');
  const filter = useLink((state) => state.filter);
  const query = useFilterQuery(filter);
  const timeless = useFilterQuery({ ...filter, period: 'all', range: null });
  const inPeriod = useSummary(query).data;
  const now = useSummary(timeless).data;
  const total = useStatus().data?.cases.total;
  return (
    <div className="wall">
      <Banners />
      <KpiStrip now={now} inPeriod={inPeriod} />
      <div className="wall-map">
        <CaseMap query={query} summary={inPeriod} theme={theme} />
        <NoCases total={total} matching={inPeriod?.matching} />
      </div>
      <div className="wall-time">
        <FilterBar options={now} />
        <Scrubber span={now?.span ?? null} />
      </div>
      <div className="wall-side">
        <LastCases query={query} />
        <Streets rows={inPeriod?.byStreet} />
        <Sources />
      </div>
    </div>
  );
}
