import { type ReactNode, useState } from 'react';
import { count } from '../../ui/Figure.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { SearchField } from '../../ui/kit/SearchField.tsx';
import styles from './desk.module.css';
import { type FacetOption, visibleOptions } from './facets.ts';
import type { DeskWords } from './words.ts';

/** Values shown before one has to type: a screen of them, not the catalogue. */
const MOST = 12;

type Props = {
  title: string;
  options: FacetOption[];
  chosen: string[];
  onToggle: (key: string) => void;
  startOpen: boolean;
  onOpen: (open: boolean) => void;
  words: DeskWords;
};

/** One list of the filter: ticks with counts, a field to find among many. */
export function FacetList(props: Props): ReactNode {
  const { options, chosen, words, title } = props;
  const [typed, setTyped] = useState('');
  const { shown, hidden } = visibleOptions(options, chosen, typed, MOST);
  const most = options.reduce((max, option) => Math.max(max, option.count), 1);
  return (
    <Disclosure
      className={styles['facet']}
      startOpen={props.startOpen}
      onOpen={props.onOpen}
      summary={
        <>
          {title}
          {chosen.length > 0 ? <b className={styles['count']}> {chosen.length}</b> : null}
        </>
      }
    >
      {options.length > MOST ? (
        <SearchField
          className={styles['facet-find']}
          label={words.find(title)}
          value={typed}
          onChange={setTyped}
        />
      ) : null}
      <ul>
        {shown.map((option) => (
          <li key={option.key} data-depth={option.depth}>
            <Checkbox
              className={styles['facet-option']}
              checked={chosen.includes(option.key)}
              onChange={() => props.onToggle(option.key)}
            >
              <span className={styles['facet-label']} title={option.label}>
                {option.label}
              </span>
              <span className={styles['facet-count']} data-part="facet-count">
                {count(option.count)}
              </span>
              <i aria-hidden="true" style={{ width: `${(option.count / most) * 5}rem` }} />
            </Checkbox>
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className={styles['facet-more']}>{words.more(hidden)}</p> : null}
    </Disclosure>
  );
}
