import { type ReactNode, useEffect, useRef } from 'react';
import { PUNCTUATION } from '../../../base/punctuation.ts';
import { useWords } from '../../../base/words.ts';
import { RowButton } from '../../../ui/kit/RowButton.tsx';
import type { BoardContext } from '../boardContext.ts';
import styles from '../whistles.module.css';
import { whistleWords } from '../words.ts';
import figureStyles from './indicators.module.css';
import { besideBand, type Item, orgOf, partsText, valueText } from './text.ts';
import type { IndicatorWords } from './words.ts';

type Props = {
  items: readonly Item[];
  chosen: string;
  onChoose: (id: string) => void;
  parts: BoardContext;
  words: IndicatorWords;
};

/** One line a figure; choosing it by pointer or by focus shows the whistles behind it. */
export function FigureTable({ items, chosen, onChoose, parts, words }: Props): ReactNode {
  const spans = useWords(whistleWords);
  const { language } = parts.names;
  const chosenRef = useRef<HTMLButtonElement>(null);
  // Whoever opens the figures goes on by keyboard, from where they were.
  useEffect(() => chosenRef.current?.focus({ preventScroll: true }), []);
  return (
    <div className={figureStyles['figures-table']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.parts}</th>
            <th scope="col">{words.rule}</th>
          </tr>
        </thead>
        <tbody data-walk="">
          {items.map((item) => {
            const org = orgOf(item.id);
            const beside = besideBand(item);
            return (
              <tr key={item.id} data-chosen={item.id === chosen}>
                <th scope="row">
                  <RowButton
                    ref={item.id === chosen ? chosenRef : null}
                    aria-pressed={item.id === chosen}
                    onFocus={() => onChoose(item.id)}
                    onClick={() => onChoose(item.id)}
                  >
                    {item.name[language]}
                    {org === null ? null : <span className={styles['dim']}> {parts.names.org(org)}</span>}
                  </RowButton>
                </th>
                <td className={figureStyles['figures-value']}>
                  {valueText(item, spans)}
                  {beside === null ? null : (
                    <span className={figureStyles['figures-beside']}>
                      {beside === 'below' ? '▼' : '▲'} {words[beside]}
                    </span>
                  )}
                </td>
                <td className={figureStyles['figures-parts']}>
                  {item.value === null ? (
                    <span className={styles['dim']}>{words.nobody}</span>
                  ) : (
                    partsText(item, spans, PUNCTUATION[language])
                  )}
                </td>
                <td className={figureStyles['figures-rule']}>
                  {item.rule[language]}
                  {item.band === null ? null : (
                    <div className={styles['dim']}>
                      {words.band(item.band.low, item.band.high, item.band.source)}
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
