import type { ReactNode } from 'react';
import { Role } from '../../../shared/contract/people.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { misplacedRole } from '../../../shared/people/roleRules.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useOrgNames, useStreetNames } from '../../live/queries/city.ts';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { OrgField } from './OrgField.tsx';
import { hasStreets, type PostDraft, toggled } from './operatorDraft.ts';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

type Props = {
  post: PostDraft;
  pack: Pick<CityPack['manifest'], 'orgs' | 'streets'> | undefined;
  /** The roles cannot be changed: the first operator is an administrator. */
  fixed: boolean;
  onChange: (part: Partial<PostDraft>) => void;
  words: PeopleWords;
};

/** Organisation, roles and linked streets of a post. A role that could not act in the organisation cannot be chosen. */
export function PostFields({ post, pack, fixed, onChange, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const orgs = pack?.orgs ?? [];
  const names = useOrgNames();
  const streets = useStreetNames();
  const inPack = new Set(pack?.streets.map((street) => street.code));
  const fits = (role: Role): boolean =>
    misplacedRole({ org: post.org, roles: [role], streets: [''] }, orgs) === null;
  return (
    <>
      <OrgField
        value={post.org}
        orgs={orgs}
        nameOf={(code) => names.find((org) => org.code === code)?.name ?? code}
        onPick={(org) => onChange({ org })}
        words={words}
      />
      <fieldset className={styles['roles']}>
        <legend>{words.roles}</legend>
        {Role.options.map((role) => (
          <Checkbox
            key={role}
            checked={post.roles.includes(role)}
            disabled={fixed || (!fits(role) && !post.roles.includes(role))}
            onChange={() => onChange({ roles: toggled(post.roles, role) })}
          >
            {ROLE_WORDS[role][language]}
          </Checkbox>
        ))}
        <small>{words.rolesHint}</small>
      </fieldset>
      {hasStreets(post.roles) ? (
        <fieldset className={styles['roles']}>
          <legend>{words.streets}</legend>
          {streets
            .filter(({ code }) => inPack.has(code) || post.streets.includes(code))
            .map(({ code, name }) => (
              <Checkbox
                key={code}
                checked={post.streets.includes(code)}
                onChange={(on) =>
                  onChange({
                    streets: on ? [...post.streets, code] : post.streets.filter((each) => each !== code),
                  })
                }
              >
                {inPack.has(code) ? name : words.vanished(name)}
              </Checkbox>
            ))}
        </fieldset>
      ) : null}
    </>
  );
}
