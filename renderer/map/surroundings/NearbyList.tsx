import type { ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { boxAround, lengthMetres } from '../../../shared/geo/measure.ts';
import { useWords } from '../../base/words.ts';
import { useCases } from '../../live/queries/cases.ts';
import { usePack } from '../../live/queries/city.ts';
import { caseCategory } from '../../ui/categoryLabel.ts';
import { count } from '../../ui/Figure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { StatusMark, stateOf } from '../../ui/StatusMark.tsx';
import { uiWords } from '../../ui/uiWords.ts';
import { NEARBY_METRES, roundedMetres } from './nearby.ts';
import styles from './surroundings.module.css';
import { surroundingsWords } from './surroundingsWords.ts';
import { OPEN_CASES } from './useNearby.ts';

/** Rows that the service gives at a time, and rows that are listed. */
const READ = 1000;
const LISTED = 200;

/** The open cases around a place as rows, the nearest first. */
export function NearbyList({
  place,
  own,
  onOpen,
}: {
  place: LonLat;
  own: readonly string[];
  onOpen: (id: string) => void;
}): ReactNode {
  const words = useWords(surroundingsWords);
  const answer = useCases({ ...OPEN_CASES, bbox: boxAround(place, NEARBY_METRES) }, '-requested', 0, READ);
  const page = answer.isPlaceholderData ? undefined : answer.data;
  if (page === undefined) return <p>{answer.isError ? words.nearbyFailed : words.nearbyReading}</p>;
  const rows = page.items
    .flatMap((row) => {
      const { lon, lat } = row;
      if (lon === null || lat === null || own.includes(row.id)) return [];
      return [{ row, metres: lengthMetres([place, [lon, lat]]) }];
    })
    .filter(({ metres }) => metres <= NEARBY_METRES)
    .sort((a, b) => a.metres - b.metres);
  return (
    <>
      <ol className={styles['rows']} aria-label={words.listOf} data-part="surroundings-rows">
        {rows.slice(0, LISTED).map(({ row, metres }) => (
          <li key={row.id}>
            <Row row={row} metres={metres} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {rows.length > LISTED ? <p>{words.listed(count(LISTED), count(rows.length))}</p> : null}
      {page.total > page.items.length ? (
        <p data-tone="late">◆ {words.listedOfBox(count(page.items.length), count(page.total))}</p>
      ) : null}
    </>
  );
}

function Row(props: { row: CaseSummary; metres: number; onOpen: (id: string) => void }): ReactNode {
  const { row, metres, onOpen } = props;
  const words = useWords(surroundingsWords);
  const { unknownCategory } = useWords(uiWords);
  const items = usePack().data?.manifest.catalogue.items ?? [];
  const { categoryCode: code, categoryName: upstream } = row;
  const inPack = items.find((item) => item.code === code)?.name ?? null;
  const rounded = roundedMetres(metres);
  return (
    <RowButton className={styles['row']} title={words.openCase} onClick={() => onOpen(row.id)}>
      <b>{row.title}</b>
      <span className={styles['away']}>{rounded === null ? words.closeBy : words.away(rounded)}</span>
      <span>
        <StatusMark state={stateOf(row)} /> · {caseCategory(code, { inPack, upstream }, unknownCategory)}
      </span>
    </RowButton>
  );
}
