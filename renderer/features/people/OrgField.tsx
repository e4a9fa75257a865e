import type { ReactNode } from 'react';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { Select } from '../../ui/kit/Select.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

type Props = {
  value: string;
  orgs: CityPack['manifest']['orgs'];
  /** Of an organisation that the pack has no more. */
  nameOf: (code: string) => string;
  onPick: (org: string) => void;
  words: PeopleWords;
};

const KINDS = ['centre', 'district', 'street', 'department'] as const;

/** The organisations of the pack, by kind, and where it is none of them, the one that the person is of. */
export function OrgField({ value, orgs, nameOf, onPick, words }: Props): ReactNode {
  return (
    <Select
      label={words.org}
      labelPlace="beside"
      className={styles['field']}
      value={value}
      options={[
        { value: '', label: words.chooseOrg },
        ...(value === '' || orgs.some((org) => org.code === value)
          ? []
          : [{ value, label: words.vanished(nameOf(value)) }]),
        ...KINDS.flatMap((kind) =>
          orgs
            .filter((org) => org.kind === kind)
            .map((org) => ({ value: org.code, label: org.name, group: words[`kind_${kind}`] })),
        ),
      ]}
      onChange={onPick}
    />
  );
}
