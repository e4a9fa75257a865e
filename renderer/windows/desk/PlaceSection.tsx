import type { ReactNode } from 'react';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { PlaceMap } from './PlaceMap.tsx';
import type { SectionProps } from './sectionProps.ts';

const CRS_NAMES: Record<string, string> = {
  wgs84: 'WGS-84',
  cgcs2000: 'CGCS2000',
  gcj02: 'GCJ-02',
  bd09: 'BD-09',
  'web-mercator': 'Web Mercator',
  beijing54: 'Beijing 1954',
  xian80: 'Xian 1980',
};

/** Planes of CGCS2000 are named by their EPSG code. */
function crsName(crs: string): string {
  return CRS_NAMES[crs] ?? crs.replace(/^epsg:/, 'CGCS2000 EPSG:');
}

/** Where the case lies, how sure that is, and what the upstream said. */
export function PlaceSection({ row, names, words }: SectionProps): ReactNode {
  const street = row.street === null ? null : names.street(row.street);
  const grid = row.grid === null ? null : names.grid(row.grid);
  const note = words[`quality_${row.locationQuality}`];
  return (
    <section className={detailStyles['section']}>
      <h3>{words.place}</h3>
      {note === '' || row.lon === null ? null : (
        <p className={detailStyles['note']}>
          <span aria-hidden="true">◆</span> {note}
        </p>
      )}
      <PlaceMap row={row} words={words} />
      <dl className={detailStyles['facts']}>
        {row.address === null ? null : (
          <>
            <dt>{words.address}</dt>
            <dd>{row.address}</dd>
          </>
        )}
        {street === null && grid === null ? null : (
          <>
            <dt>{words.facet_street}</dt>
            <dd>{[street, grid].filter(Boolean).join(' · ')}</dd>
          </>
        )}
        {row.lon === null || row.lat === null ? null : (
          <>
            <dt>{words.coordinates}</dt>
            <dd>
              {row.lon.toFixed(6)}, {row.lat.toFixed(6)} <span className={styles['q-dim']}>WGS-84</span>
            </dd>
          </>
        )}
        {row.originalLocation === null ? null : (
          <>
            <dt>{words.original}</dt>
            <dd>
              {row.originalLocation.x}, {row.originalLocation.y}{' '}
              <span className={styles['q-dim']}>{crsName(row.originalLocation.crs)}</span>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
