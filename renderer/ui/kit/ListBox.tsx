import type { ReactNode } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import styles from './ListBox.module.css';

/** One of a list. Options of one `group` stand together under its name, in the order in which they come. */
export type Option<T> = { value: T; label: string; group?: string };

/** Keys of React Aria are never empty and never null, values may be. */
export const optionKey = (value: string | number): string => `=${value}`;

/** The value that a key stands for; undefined when it is of none of the options. */
export function optionValue<T extends string | number>(
  options: readonly Option<T>[],
  key: unknown,
): T | undefined {
  return options.find((option) => optionKey(option.value) === key)?.value;
}

/** The options inside the popover of a Select. */
export function Options({ options }: { options: readonly Option<string | number>[] }): ReactNode {
  const groups = Map.groupBy(options, (option) => option.group ?? '');
  return (
    <ListBox className={styles['list'] ?? ''}>
      {[...groups].map(([group, members]) =>
        group === '' ? (
          members.map(item)
        ) : (
          <ListBoxSection key={group} className={styles['section'] ?? ''}>
            <Header>{group}</Header>
            {members.map(item)}
          </ListBoxSection>
        ),
      )}
    </ListBox>
  );
}

function item(option: Option<string | number>): ReactNode {
  return (
    <ListBoxItem
      key={option.value}
      id={optionKey(option.value)}
      textValue={option.label}
      className={styles['option'] ?? ''}
    >
      {option.label}
    </ListBoxItem>
  );
}
