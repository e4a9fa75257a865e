import { type ReactNode, type RefObject, useState } from 'react';
import { CaseStage } from '../../../shared/contract/cases.ts';
import type { Tally } from '../../../shared/contract/figures.ts';
import { Punctuality } from '../../../shared/contract/filters.ts';
import { useFilterQuery } from '../../live/link/clock.ts';
import { EMPTY_FILTER, type Filter, type Period } from '../../live/link/filter.ts';
import { useGridCounts, useSummary } from '../../live/queries/cases.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { DayRange } from './DayRange.tsx';
import styles from './desk.module.css';
import { FacetList } from './FacetList.tsx';
import {
  categoryOptions,
  type Facet,
  type FacetOption,
  facetOptions,
  isFiltered,
  stageOptions,
  toggled,
  withoutFacet,
} from './facets.ts';
import { keysOf } from './keys.ts';
import type { Names } from './names.ts';
import { TimeFacet } from './TimeFacet.tsx';
import type { DeskWords } from './words.ts';

type Props = {
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
  firstRef: RefObject<HTMLButtonElement | null>;
  names: Names;
  words: DeskWords;
};

const PERIODS: readonly { period: Period; word: 'today' | 'last24' | 'last7' | 'last30' | 'anyTime' }[] = [
  { period: 'all', word: 'anyTime' },
  { period: 'today', word: 'today' },
  { period: '24h', word: 'last24' },
  { period: '7d', word: 'last7' },
  { period: '30d', word: 'last30' },
];

/** Limits by how they stand now, and by how cases that should be closed kept them; the latter are the parts of 按期结案率. */
const LIMITS: readonly {
  overdue: boolean | null;
  punctuality: readonly Punctuality[];
  word: 'anyTime' | 'overdue' | 'onTime' | 'closedInTime' | 'closedPast' | 'unclosed' | 'counted';
}[] = [
  { overdue: null, punctuality: [], word: 'anyTime' },
  { overdue: true, punctuality: [], word: 'overdue' },
  { overdue: false, punctuality: [], word: 'onTime' },
  { overdue: null, punctuality: ['on-time'], word: 'closedInTime' },
  { overdue: null, punctuality: ['late'], word: 'closedPast' },
  { overdue: null, punctuality: ['unclosed'], word: 'unclosed' },
  { overdue: null, punctuality: Punctuality.options, word: 'counted' },
];

const same = (a: readonly Punctuality[], b: readonly Punctuality[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** All filters of the queue with their counts; a press acts at once, there is no «apply». */
export function Filters(props: Props): ReactNode {
  const { filter, onChange, words } = props;
  const status = [
    { value: null, word: words.anyTime },
    { value: 'open', word: words.open },
    { value: 'closed', word: words.closed },
  ] as const;
  return (
    <aside className={styles['filters']} aria-label={words.filters}>
      <Choice
        title={words.facet_status}
        firstRef={props.firstRef}
        options={status.map(({ value, word }) => ({
          word,
          on: filter.status === value,
          act: () => onChange({ status: value }),
        }))}
      />
      <Choice
        title={words.facet_overdue}
        firstRef={null}
        options={LIMITS.map(({ overdue, punctuality, word }) => ({
          word: words[word],
          hint: word === 'onTime' ? words.onTimeHint : word === 'unclosed' ? words.unclosedHint : '',
          on: filter.overdue === overdue && same(filter.punctuality, punctuality),
          act: () => onChange({ overdue, punctuality: [...punctuality] }),
          // What 按期结案率 is of: only the wall's figures lead here.
          rare: punctuality.length > 1,
        })).filter(({ on, rare }) => on || !rare)}
      />
      <Choice
        title={words.facet_time}
        firstRef={null}
        options={PERIODS.map(({ period, word }) => ({
          word: words[word],
          on: filter.range === null && filter.period === period,
          act: () => onChange({ period, range: null }),
        }))}
      />
      <DayRange
        title={words.facet_time}
        range={filter.range}
        onChange={(range) => onChange({ range })}
        words={words}
      />
      <TimeFacet facet="closed" filter={filter} onChange={onChange} words={words} />
      <TimeFacet facet="counted" filter={filter} onChange={onChange} words={words} />
      <TallyFacet {...props} facet="stage" />
      <TallyFacet {...props} facet="category" />
      <TallyFacet {...props} facet="street" />
      <TallyFacet {...props} facet="org" />
      <TallyFacet {...props} facet="channel" />
      <TallyFacet {...props} facet="source" />
      <GridFacet {...props} />
      {isFiltered(filter) ? (
        <Button
          onPress={() => onChange(EMPTY_FILTER)}
          kbd={keysOf('clear')[0] ?? ''}
          className={styles['clear']}
        >
          {words.clearAll}
        </Button>
      ) : null}
    </aside>
  );
}

type Option = { word: string; hint?: string; on: boolean; act: () => void };

function Choice(props: {
  title: string;
  options: Option[];
  firstRef: RefObject<HTMLButtonElement | null> | null;
}): ReactNode {
  return (
    <fieldset className={styles['facet']}>
      <legend>{props.title}</legend>
      <div className={styles['facet-choice']}>
        {props.options.map((option, index) => (
          <Button
            key={option.word}
            ref={index === 0 ? props.firstRef : null}
            hint={option.hint}
            pressed={option.on}
            onPress={option.act}
          >
            {option.word}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

const TALLIES = {
  stage: 'byStage',
  category: 'byCategory',
  street: 'byStreet',
  org: 'byOrg',
  channel: 'byChannel',
  source: 'bySource',
} as const;

function TallyFacet(props: Props & { facet: Exclude<Facet, 'grid'> }): ReactNode {
  const { filter, facet, names } = props;
  const summary = useSummary(useFilterQuery(withoutFacet(filter, facet))).data;
  const tallies: Tally[] = summary?.[TALLIES[facet]] ?? [];
  const known = tallies.filter((tally) => tally.key !== '');
  return <Ticks {...props} options={optionsOf(facet, known, filter, names, props.words)} />;
}

function optionsOf(
  facet: Exclude<Facet, 'grid'>,
  tallies: Tally[],
  filter: Filter,
  names: Names,
  words: DeskWords,
): FacetOption[] {
  if (facet === 'stage') return stageOptions(tallies, filter.stage, (key) => stageWord(key, words));
  if (facet === 'category') {
    const tallyNames = new Map(tallies.map((tally) => [tally.key, tally.name ?? null]));
    const label = (code: string): string => names.category(code, tallyNames.get(code) ?? null);
    return categoryOptions(tallies, filter.category, names.items, label);
  }
  return facetOptions(tallies, filter[facet], facet === 'channel' ? (key) => key : names[facet]);
}

function stageWord(key: string, words: DeskWords): string {
  const stage = CaseStage.safeParse(key);
  return stage.success ? words[`stage_${stage.data}`] : words.noStageShort;
}

function GridFacet(props: Props): ReactNode {
  const { filter, names } = props;
  // A thousand grids are counted only while the operator looks at the list.
  const [open, setOpen] = useState(filter.grid.length > 0);
  const counts = useGridCounts(useFilterQuery(withoutFacet(filter, 'grid')), open).data;
  const tallies = (counts?.grids ?? [])
    .filter((row) => row.count > 0)
    .map((row): Tally => ({ key: row.grid, count: row.count, open: row.open, overdue: row.overdue }));
  const options = facetOptions(tallies, filter.grid, names.grid);
  return <Ticks {...props} facet="grid" options={options} open={open} onOpen={setOpen} />;
}

type TicksProps = Props & {
  facet: Facet;
  options: ReturnType<typeof facetOptions>;
  open?: boolean;
  onOpen?: (open: boolean) => void;
};

function Ticks({ filter, facet, words, options, onChange, open, onOpen }: TicksProps): ReactNode {
  return (
    <FacetList
      title={words[`facet_${facet}`]}
      options={options}
      chosen={filter[facet]}
      onToggle={(key) => onChange({ [facet]: toggled(filter[facet], key) })}
      startOpen={
        open ?? (facet === 'stage' || facet === 'category' || facet === 'street' || filter[facet].length > 0)
      }
      onOpen={onOpen ?? (() => undefined)}
      words={words}
    />
  );
}
