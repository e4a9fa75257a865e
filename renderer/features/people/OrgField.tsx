import type { ReactNode } from 'react';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { PeopleWords } from './peopleWords.ts';

type Props = {
  value: string;
  orgs: CityPack['manifest']['orgs'];
  onPick: (org: string) => void;
  words: PeopleWords;
};

/** The organisations of the pack, by kind. */
export function OrgField({ value, orgs, onPick, words }: Props): ReactNode {
  return (
    <label className="people-field">
      {words.org}
      <select className="plain-select" value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{words.chooseOrg}</option>
        {(['centre', 'district', 'street', 'department'] as const).map((kind) => (
          <optgroup key={kind} label={words[`kind_${kind}`]}>
            {orgs
              .filter((org) => org.kind === kind)
              .map((org) => (
                <option key={org.code} value={org.code}>
                  {org.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
