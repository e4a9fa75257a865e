import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { routes } from '../../shared/contract/routes.ts';
import type { CityStatus, Warning } from '../../shared/contract/status.ts';
import { journalDoubts } from '../../shared/errors/journal.ts';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { call } from '../live/client/call.ts';
import { useErrorText, useSentErrorText } from '../live/client/errorText.ts';
import { useStatus } from '../live/queries/city.ts';
import { KeptNote } from '../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../ui/drafts/useKeptText.ts';
import { Button } from '../ui/kit/Button.tsx';
import { TextField } from '../ui/kit/TextField.tsx';
import styles from './doubt.module.css';

/**
 * Across the top of every window but a kiosk wall while the journal is not what it was: what was found, until an
 * administrator says why. Work goes on meanwhile.
 */
export function JournalDoubt(): ReactNode {
  const words = useWords(appWords);
  const warnings = useStatus(doubtsOf);
  const sentText = useSentErrorText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const { text: reason, setText: setReason, restoredAt, forget } = useKeptText('journal-reason');
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (warnings === undefined || warnings.length === 0) return null;
  const acknowledge = async (): Promise<void> => {
    if (reason.trim() === '') return;
    try {
      const codes = [...new Set(warnings.map(({ code }) => code))];
      await call(routes.acknowledgeJournal, { body: { reason, codes } });
      setFailure(null);
      forget();
      setAsked(false);
      await client.invalidateQueries();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className={styles['doubt']} role="alert" data-part="journal-doubt">
      <div className={styles['found']}>
        {warnings.map((warning) => (
          <p key={`${warning.code}:${warning.message}`}>
            <span aria-hidden="true">▲</span> {sentText(warning)}
          </p>
        ))}
        {failure === null ? null : (
          <p>
            <b>{errorText(failure)}</b>
          </p>
        )}
      </div>
      {!asked ? (
        <Button part="journal-acknowledge" onPress={() => setAsked(true)}>
          {words.acknowledgeJournal}
        </Button>
      ) : (
        <>
          <TextField
            label={words.journalReason}
            value={reason}
            onChange={setReason}
            maxLength={500}
            autoFocus
            onEnter={() => void acknowledge()}
          />
          <Button
            part="journal-confirm"
            variant="primary"
            disabled={reason.trim() === ''}
            onPress={() => void acknowledge()}
          >
            {words.acknowledgeJournal}
          </Button>
          <KeptNote at={restoredAt} onDiscard={forget} />
        </>
      )}
    </div>
  );
}

function doubtsOf({ warnings }: CityStatus): Warning[] {
  return warnings.filter(({ code }) => Object.hasOwn(journalDoubts, code));
}
