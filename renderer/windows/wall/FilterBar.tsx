import { memo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Summary } from '../../../shared/contract/figures.ts';
import { appWords } from '../../base/appWords.ts';
import { useWords } from '../../base/words.ts';
import { EMPTY_FILTER } from '../../live/link/filter.ts';
import { setFilter, setPinned, useLink } from '../../live/link/filters.ts';
import { namesOfSources, usePack, useStatus } from '../../live/queries/city.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import type { Option } from '../../ui/kit/ListBox.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { SearchGap } from '../../ui/SearchGap.tsx';
import { categoryGroups } from './categoryGroups.ts';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** The value of the entry that stands for several chosen ones. */
const SEVERAL = '*';

/** The linked filters (筛选) as compact lists. */
export const FilterBar = memo(function FilterBar(props: {
  options: Summary | undefined;
  /** Cases that a text filter may be missing while the index is being built. */
  gap: number;
}): ReactNode {
  const { options, gap } = props;
  const words = useWords(wallWords);
  const app = useWords(appWords);
  // Without the range: the bar need not be drawn anew for each bar of the time line that a hand moves over.
  const filter = useLink(useShallow(({ filter: { range: _, ...rest } }) => rest));
  const pinned = useLink((state) => state.pinned);
  const manifest = usePack().data?.manifest;
  const sources = useStatus(namesOfSources) ?? [];
  const groups = categoryGroups(manifest?.catalogue.items ?? [], options?.byCategory ?? []);
  const channels = (options?.byChannel ?? []).map((row) => row.key).filter((key) => key !== '');
  const filtered =
    filter.status !== null ||
    filter.overdue !== null ||
    filter.closed !== null ||
    filter.counted !== null ||
    filter.q !== '' ||
    [
      filter.stage,
      filter.punctuality,
      filter.category,
      filter.street,
      filter.channel,
      filter.source,
      filter.grid,
      filter.org,
    ].some((list) => list.length > 0);
  return (
    <fieldset className={styles['filters']}>
      <legend className="visually-hidden">{words.filters}</legend>
      <Select
        label={words.status}
        labelPlace="hidden"
        className={styles['filter-choice']}
        marked={filter.status !== null}
        value={filter.status ?? ''}
        options={[
          { value: '', label: words.anyStatus },
          { value: 'open', label: words.statusOpen },
          { value: 'closed', label: words.statusClosed },
        ]}
        onChange={(status) => setFilter({ status: status === 'open' || status === 'closed' ? status : null })}
      />
      <Choice
        label={words.category}
        any={words.anyCategory}
        chosen={filter.category}
        options={groups.flatMap((group) => [
          { value: group.code, label: group.name, group: group.name },
          ...group.items.map((item) => ({ value: item.code, label: item.name, group: group.name })),
        ])}
        set={(category) => setFilter({ category })}
      />
      <Choice
        label={words.street}
        any={words.anyStreet}
        chosen={filter.street}
        options={(manifest?.streets ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        set={(street) => setFilter({ street })}
      />
      <Choice
        label={words.channel}
        any={words.anyChannel}
        chosen={filter.channel}
        options={channels.map((channel) => ({ value: channel, label: channel }))}
        set={(channel) => setFilter({ channel })}
      />
      <Choice
        label={words.source}
        any={words.anySource}
        chosen={filter.source}
        options={sources.map(({ code, name }) => ({ value: code, label: name }))}
        set={(source) => setFilter({ source })}
      />
      <Checkbox
        className={styles['filter-check']}
        checked={filter.overdue === true}
        onChange={(overdue) => setFilter({ overdue: overdue ? true : null })}
      >
        {words.overdueOnly}
      </Checkbox>
      <SearchGap gap={gap} />
      <Button
        disabled={!filtered}
        onPress={() =>
          setFilter({ ...EMPTY_FILTER, period: filter.period, range: useLink.getState().filter.range })
        }
      >
        {words.clear}
      </Button>
      <Button
        className={styles['filter-pin']}
        part="filter-pin"
        pressed={pinned}
        hint={app.pinHint}
        onPress={() => setPinned(!pinned)}
      >
        {pinned ? app.pinned : app.linked}
      </Button>
    </fieldset>
  );
});

type ChoiceProps = {
  label: string;
  any: string;
  chosen: readonly string[];
  options: readonly Option<string>[];
  set: (chosen: string[]) => void;
};

/** One of a list; several can come from another window and are then named as such. */
function Choice({ label, any, chosen, options, set }: ChoiceProps): ReactNode {
  const words = useWords(wallWords);
  const several = chosen.length > 1;
  return (
    <Select
      label={label}
      labelPlace="hidden"
      className={styles['filter-choice']}
      marked={chosen.length > 0}
      value={several ? SEVERAL : (chosen[0] ?? '')}
      options={[
        { value: '', label: any },
        ...(several ? [{ value: SEVERAL, label: words.several(chosen.length) }] : []),
        ...options,
      ]}
      onChange={(value) => {
        if (value !== SEVERAL) set(value === '' ? [] : [value]);
      }}
    />
  );
}
