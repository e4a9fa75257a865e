import { type ReactNode, useRef, useState } from 'react';
import type { Dissolved } from '../../../shared/contract/successions.ts';
import { STAGE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { usePack } from '../../live/queries/city.ts';
import { transfer } from '../../live/queries/successions.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { shortNumber } from '../../ui/names.ts';
import styles from './succession.module.css';
import type { successionWords } from './successionWords.ts';

type Props = {
  left: Dissolved;
  onDone: (line: string) => void;
  words: (typeof successionWords)['zh'];
};

/** One organisation that is gone: what it leaves, and the form that hands it over. */
export function DissolvedOrg({ left, onDone, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const errorText = useErrorText();
  const orgs = usePack().data?.manifest.orgs ?? [];
  // The same request sent again has the same id, so that nothing is done twice.
  const sent = useRef({ what: '', commandId: '' });
  const [to, setTo] = useState('');
  const { text: reason, setText: setReason, restoredAt, forget } = useKeptText(`dissolved:${left.org}`);
  const [people, setPeople] = useState(true);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string[]>([]);
  const { org, name, kind, whistles } = left;
  const send = async (): Promise<void> => {
    if (to === '' || reason.trim() === '') return setFailure([words.missing]);
    const asked = { from: org, to, reason, people };
    const what = JSON.stringify(asked);
    if (sent.current.what !== what) sent.current = { what, commandId: crypto.randomUUID() };
    setBusy(true);
    try {
      const report = await transfer({ ...asked, commandId: sent.current.commandId });
      if (report.refused.length === 0) forget();
      onDone(words.done(name, report.whistles, report.people));
      setFailure(
        report.refused.map(({ id, refusal }) => words.refused(shortNumber(id), refusal.message[language])),
      );
    } catch (error) {
      setFailure([errorText(error)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={styles['org']}
      data-part="dissolved-org"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>
        {name}{' '}
        <small>{[words.whistles(whistles.length), words.people(left.people.length)].join(' · ')}</small>
      </h3>
      {whistles.length === 0 ? null : (
        <ul>
          {whistles.map(({ id, subject, stage, part }) => (
            <li key={id}>
              <code>{shortNumber(id)}</code> {subject}{' '}
              <small>
                {STAGE_WORDS[stage][language]} · {words[`part_${part}`]}
              </small>
            </li>
          ))}
        </ul>
      )}
      <p className={styles['fields']}>
        <Select
          label={words.successor}
          value={to}
          options={[
            { value: '', label: words.choose },
            ...orgs.filter((one) => one.kind === kind).map((one) => ({ value: one.code, label: one.name })),
          ]}
          onChange={setTo}
        />
        <TextField
          label={words.reason}
          className={styles['reason']}
          value={reason}
          onChange={setReason}
          maxLength={1000}
        />
        <Button type="submit" variant="primary" disabled={busy} part="succession-send">
          {busy ? words.sending : words.send}
        </Button>
      </p>
      {left.people.length === 0 ? null : (
        <Checkbox checked={people} onChange={setPeople}>
          {words.movePeople(left.people.map((one) => one.name).join(PUNCTUATION[language].comma))}
        </Checkbox>
      )}
      <KeptNote at={restoredAt} onDiscard={forget} />
      {failure.map((line) => (
        <ErrorLine key={line}>{line}</ErrorLine>
      ))}
    </form>
  );
}
