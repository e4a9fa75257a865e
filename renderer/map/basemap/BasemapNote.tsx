import type { ReactNode } from 'react';
import type { BasemapView } from '../../../shared/contract/basemaps.ts';
import { useWords } from '../../base/words.ts';
import { asApiError } from '../../live/client/apiError.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import styles from '../map.module.css';
import { basemapWords } from './basemapWords.ts';

/** Whose map it is and under which number it was approved (审图号), as its licence asks; and that it is off line. */
export function BasemapNote({
  basemap,
  problem,
  isLoaded,
}: {
  basemap: BasemapView;
  problem: unknown;
  isLoaded: boolean;
}): ReactNode {
  const words = useWords(basemapWords);
  const errorText = useErrorText();
  const { name, attribution, approval } = basemap;
  const said = [attribution === '' ? name : attribution, approval === '' ? '' : words.approval(approval)];
  return (
    <p className={styles['credit']} data-part="map-credit" data-loaded={isLoaded}>
      {problem === null ? null : (
        <strong data-part="map-basemap-problem" title={errorText(problem)}>
          ◆ {asApiError(problem).code === 'basemap-offline' ? words.offline : words.unavailable}
        </strong>
      )}
      <span>{said.filter((text) => text !== '').join(' · ')}</span>
    </p>
  );
}
