import { memo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Summary } from '../../../shared/contract/figures.ts';
import { appWords } from '../../base/appWords.ts';
import { useWords } from '../../base/words.ts';
import { ANY } from '../../live/link/filter.ts';
import { setFilter, setPinned, useLink } from '../../live/link/filters.ts';
import { namesOfSources, usePack, useStatus } from '../../live/queries/city.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { SearchGap } from '../../ui/SearchGap.tsx';
import { categoryGroups } from './categoryGroups.ts';
import { wallWords } from './words.ts';

/** The linked filters as compact native lists: keyboard and large text come with them. */
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
    <fieldset className="filters">
      <legend className="visually-hidden">{words.filters}</legend>
      <select
        className="plain-select"
        aria-label={words.status}
        data-set={filter.status !== null}
        value={filter.status ?? ''}
        onChange={({ target }) =>
          setFilter({ status: target.value === 'open' || target.value === 'closed' ? target.value : null })
        }
      >
        <option value="">{words.anyStatus}</option>
        <option value="open">{words.statusOpen}</option>
        <option value="closed">{words.statusClosed}</option>
      </select>
      <Choice
        label={words.category}
        any={words.anyCategory}
        chosen={filter.category}
        set={(category) => setFilter({ category })}
      >
        {groups.map((group) => (
          <optgroup key={group.code} label={group.name}>
            <option value={group.code}>{group.name}</option>
            {group.items.map((item) => (
              <option key={item.code} value={item.code}>
                　{item.name}
              </option>
            ))}
          </optgroup>
        ))}
      </Choice>
      <Choice
        label={words.street}
        any={words.anyStreet}
        chosen={filter.street}
        set={(street) => setFilter({ street })}
      >
        {(manifest?.streets ?? []).map((street) => (
          <option key={street.code} value={street.code}>
            {street.name}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.channel}
        any={words.anyChannel}
        chosen={filter.channel}
        set={(channel) => setFilter({ channel })}
      >
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {channel}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.source}
        any={words.anySource}
        chosen={filter.source}
        set={(source) => setFilter({ source })}
      >
        {sources.map((source) => (
          <option key={source.code} value={source.code}>
            {source.name}
          </option>
        ))}
      </Choice>
      <label className="filter-check">
        <input
          type="checkbox"
          checked={filter.overdue === true}
          onChange={({ target }) => setFilter({ overdue: target.checked ? true : null })}
        />
        {words.overdueOnly}
      </label>
      <SearchGap gap={gap} />
      <Button
        disabled={!filtered}
        onPress={() => setFilter({ ...ANY, period: filter.period, range: useLink.getState().filter.range })}
      >
        {words.clear}
      </Button>
      <Button className="filter-pin" pressed={pinned} hint={app.pinHint} onPress={() => setPinned(!pinned)}>
        {pinned ? app.pinned : app.linked}
      </Button>
    </fieldset>
  );
});

type ChoiceProps = {
  label: string;
  any: string;
  chosen: string[];
  set: (chosen: string[]) => void;
  children: ReactNode;
};

/** One of a list; several can come from another window and are then named as such. */
function Choice({ label, any, chosen, set, children }: ChoiceProps): ReactNode {
  const words = useWords(wallWords);
  const several = chosen.length > 1;
  return (
    <select
      className="plain-select"
      aria-label={label}
      data-set={chosen.length > 0}
      value={several ? '*' : (chosen[0] ?? '')}
      onChange={({ target }) => set(target.value === '' ? [] : [target.value])}
    >
      <option value="">{any}</option>
      {several ? <option value="*">{words.several(chosen.length)}</option> : null}
      {children}
    </select>
  );
}
