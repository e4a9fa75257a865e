import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { choosePost } from '../../live/client/session.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import styles from './SessionBar.module.css';
import { sessionWords } from './sessionWords.ts';

/** In which of several posts (一人多岗) the operator acts; it holds for all windows. Nothing for somebody with one post. */
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
  if (info.posts.length < 2) return null;
  const options = info.posts
    .map(({ org, roles }) => ({
      value: org,
      label: `${orgName(org)} · ${roles.map((role) => ROLE_WORDS[role][language]).join(PUNCTUATION[language].comma)}`,
    }))
    .sort((a, b) => a.value.localeCompare(b.value));
  const choose = async (org: string): Promise<void> => {
    setError(null);
    await choosePost(org).catch(setError);
  };
  return (
    <>
      <Select
        label={words.actAs}
        labelPlace="hidden"
        className={styles['act-as']}
        value={info.org}
        options={options}
        onChange={(org) => void choose(org)}
      />
      {error === null ? null : <ErrorLine>{errorText(error)}</ErrorLine>}
    </>
  );
}
