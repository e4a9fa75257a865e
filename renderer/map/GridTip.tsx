import type { ReactNode } from 'react';
import type { GridCounts } from '../../shared/contract/figures.ts';
import { useWords } from '../base/words.ts';
import { useGrids } from '../live/queries/city.ts';
import { count } from '../ui/Figure.tsx';
import styles from './map.module.css';
import { mapWords } from './mapWords.ts';

type Props = { x: number; y: number; code: string; figures: GridCounts['grids'][number] | undefined };

/** The figures of the grid under the pointer. */
export function GridTip({ x, y, code, figures }: Props): ReactNode {
  const words = useWords(mapWords);
  const name = useGrids().data?.features.find((feature) => feature.properties.code === code)?.properties.name;
  return (
    <div className={styles['tip']} style={{ transform: `translate(${x}px, ${y}px)` }} role="status">
      <strong>{words.grid(name ?? code)}</strong>
      {figures === undefined ? (
        <span>{words.none}</span>
      ) : (
        <>
          <span>{words.gridFigures(count(figures.count), count(figures.open), count(figures.overdue))}</span>
          <span>{words.rateOf(count(figures.overdue), count(figures.limited))}</span>
        </>
      )}
    </div>
  );
}
