import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { Role } from '../../../shared/contract/people.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { actAs } from '../../live/client/session.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import styles from './SessionBar.module.css';
import { sessionWords } from './sessionWords.ts';

/**
 * As whom the operator acts, in all windows: in one of several posts (一人多岗), or for a leader who delegated to them (代).
 * Nothing for somebody with no choice.
 */
export function ActAs({
  info,
  orgName,
}: {
  info: SessionState;
  orgName: (org: string) => string;
}): ReactNode {
  const words = useWords(sessionWords);
  const errorText = useErrorText();
  const language = usePrefs((prefs) => prefs.language);
  const [error, setError] = useState<unknown>(null);
  const { actingFor, delegations, posts } = info;
  const offered = [
    ...delegations,
    ...(actingFor === null || delegations.some(({ id }) => id === actingFor.id) ? [] : [actingFor]),
  ];
  if (posts.length + offered.length < 2) return null;
  const rolesOf = (roles: readonly Role[]): string =>
    roles.map((role) => ROLE_WORDS[role][language]).join(PUNCTUATION[language].comma);
  const options = [
    ...posts
      .map(({ org, roles }) => ({ value: `org ${org}`, label: `${orgName(org)} · ${rolesOf(roles)}` }))
      .sort((a, b) => a.value.localeCompare(b.value)),
    ...offered.map(({ id, principal, org, roles, state }) => {
      const label = words.actFor(principal.name, `${orgName(org)} ${rolesOf(roles)}`);
      return { value: `for ${id}`, label: state === 'running' ? label : `${words.ended} ${label}` };
    }),
  ];
  const choose = async (value: string): Promise<void> => {
    setError(null);
    const [what, id = ''] = value.split(' ');
    await actAs(what === 'for' ? { delegation: id } : { org: id }).catch(setError);
  };
  return (
    <>
      <Select
        label={words.actAs}
        labelPlace="hidden"
        part="act-as"
        className={styles['act-as']}
        marked={actingFor !== null}
        value={actingFor === null ? `org ${info.org}` : `for ${actingFor.id}`}
        options={options}
        onChange={(value) => void choose(value)}
      />
      {error === null ? null : <ErrorLine>{errorText(error)}</ErrorLine>}
    </>
  );
}
