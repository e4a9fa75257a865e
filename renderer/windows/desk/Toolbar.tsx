import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import type { QueueView } from '../../live/queries/deskQueue.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { SearchField } from '../../ui/kit/SearchField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import { SORTS } from './columns.ts';
import styles from './desk.module.css';
import { keysOf } from './keys.ts';
import type { DeskWords } from './words.ts';

/** Short enough to feel instant, long enough to spare a search per stroke. */
const SEARCH_DELAY_MS = 180;

type Props = {
  searchRef: RefObject<HTMLInputElement | null>;
  q: string;
  onSearch: (q: string) => void;
  sort: CaseSort;
  onSort: (sort: CaseSort) => void;
  filtersOpen: boolean;
  conditions: number;
  onFilters: () => void;
  onRefresh: () => void;
  onExport: () => void;
  onHelp: () => void;
  view: QueueView;
  words: DeskWords;
};

/** Search, result count, order, and the actions with their keys. */
export function Toolbar(props: Props): ReactNode {
  const { words, view } = props;
  const total = count(view.total);
  return (
    <div className={styles['tools']} role="toolbar" aria-label={words.title}>
      <Button pressed={props.filtersOpen} onPress={props.onFilters} kbd={keysOf('filters')[0] ?? ''}>
        {words.filters}
        {props.conditions > 0 ? <b className={styles['count']}> {props.conditions}</b> : null}
      </Button>
      <SearchBox searchRef={props.searchRef} q={props.q} onSearch={props.onSearch} words={words} />
      <output className={styles['total']} aria-live="polite">
        {props.q === '' ? words.total(total) : words.found(total)}
        {view.stale && view.total !== null ? (
          <span className={styles['q-dim']}> {words.updating}</span>
        ) : null}
      </output>
      <Spacer />
      <Select
        label={words.sort}
        labelPlace="beside"
        kbd={keysOf('sort')[0] ?? ''}
        value={props.sort}
        options={SORTS.map((sort) => ({ value: sort, label: words[`sort_${sort}`] }))}
        onChange={props.onSort}
      />
      <Button onPress={props.onRefresh} kbd={keysOf('refresh')[0] ?? ''}>
        {words.refresh}
      </Button>
      <Button onPress={props.onExport} kbd={keysOf('export')[0] ?? ''}>
        {words.export}
      </Button>
      <Button onPress={props.onHelp} kbd="?">
        {words.help}
      </Button>
    </div>
  );
}

type SearchProps = Pick<Props, 'searchRef' | 'q' | 'onSearch' | 'words'>;

function SearchBox({ searchRef, q, onSearch, words }: SearchProps): ReactNode {
  const [text, setText] = useState(q);
  const composing = useRef(false);
  const sent = useRef(q);
  const send = useRef(onSearch);
  send.current = onSearch;
  // The filter may be changed elsewhere (another window, «clear all»): the field follows, but never mid-word.
  useEffect(() => {
    if (q !== sent.current) setText(q);
    sent.current = q;
  }, [q]);
  useEffect(() => {
    if (composing.current || text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      send.current(sent.current);
    }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <>
      <SearchField
        className={styles['search']}
        inputRef={searchRef}
        label={words.search}
        kbd="/"
        value={text}
        maxLength={200}
        describedBy="desk-own"
        onChange={setText}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          sent.current = event.currentTarget.value.trim();
          send.current(sent.current);
        }}
      />
      <span id="desk-own" className={styles['own']} data-part="desk-own" aria-live="polite">
        {containsContact(q) ? words.searchOwn : ''}
      </span>
    </>
  );
}
