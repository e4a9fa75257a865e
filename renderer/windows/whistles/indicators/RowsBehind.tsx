import { type ReactNode, useMemo } from 'react';
import type { WhistleIndicators } from '../../../../shared/contract/whistleApi.ts';
import { STAGE_WORDS } from '../../../../shared/whistle/words.ts';
import { useVacancy } from '../../../live/queries/vacancy.ts';
import { RowButton } from '../../../ui/kit/RowButton.tsx';
import { shortNumber } from '../../../ui/names.ts';
import type { BoardContext } from '../boardContext.ts';
import styles from '../whistles.module.css';
import figureStyles from './indicators.module.css';
import { behind, type Item, orgOf } from './text.ts';
import type { IndicatorWords } from './words.ts';

type Props = {
  item: Item;
  rows: WhistleIndicators['rows'];
  parts: BoardContext;
  words: IndicatorWords;
  onOpen: (whistle: string) => void;
};

/** The whistles behind a figure, each saying whether it counts; a press opens it. */
export function RowsBehind({ item, rows, parts, words, onOpen }: Props): ReactNode {
  const { names, time } = parts;
  const isVacant = useVacancy();
  const known = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const all = useMemo(() => behind(item), [item]);
  const counted = all.filter((row) => row.counted).length;
  const org = orgOf(item.id);
  const name = `${item.name[names.language]}${org === null ? '' : ` ${names.org(org)}`}`;
  return (
    <aside className={figureStyles['figures-rows']} aria-label={words.rowsOf(name)}>
      <h3>{words.rowsOf(name)}</h3>
      <p className={styles['dim']}>
        ● {words.counted(counted)}
        {all.length > counted ? ` · ○ ${words.notCounted(all.length - counted)}` : ''}
        {item.id === 'rate' ? ` · ${words.asCases}` : ''}
      </p>
      {all.length === 0 ? <p>{words.noRows}</p> : null}
      <ul data-walk="">
        {all.map((row) => {
          const whistle = known.get(row.whistle);
          const summoned = whistle?.summonses.find((each) => each.id === row.summons);
          return (
            <li key={row.id}>
              <RowButton onClick={() => onOpen(row.whistle)} data-counted={row.counted}>
                <span className={figureStyles['figures-subject']}>
                  <span aria-hidden="true">{row.counted ? '●' : '○'}</span>{' '}
                  <span className="visually-hidden">
                    {row.counted ? words.inNumerator : words.inDenominator}
                  </span>
                  {summoned === undefined ? null : <b>{names.org(summoned.org)} </b>}
                  {summoned !== undefined && isVacant(summoned.org, []) ? (
                    <em data-part="w-vacant">▲ {words.vacant} </em>
                  ) : null}
                  {whistle?.subject ?? words.older}
                  {row.exempt ? <em> {words.exempt}</em> : null}
                </span>
                <span className={figureStyles['figures-about']}>
                  {whistle === undefined
                    ? null
                    : [
                        names.org(whistle.street),
                        whistle.kindName,
                        STAGE_WORDS[whistle.stage][names.language],
                      ].join(' · ')}{' '}
                  <code>{shortNumber(row.whistle)}</code>
                  {whistle === undefined ? null : <time>{time(whistle.createdAt)}</time>}
                </span>
              </RowButton>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
