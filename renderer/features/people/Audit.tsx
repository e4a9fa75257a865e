import { type ReactNode, useState } from 'react';
import { usePrefs } from '../../base/prefs.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useOrgNames, useStreetNames } from '../../live/queries/city.ts';
import { useAudit } from '../../live/queries/people.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import { ScrollTable } from '../../ui/ScrollTable.tsx';
import { actionText, detailText } from './auditText.ts';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

/** The audit log for the auditor (三员之审计), read only, newest first: sign-ins, failed ones, changes of operators. */
export function Audit({ words }: { words: PeopleWords }): ReactNode {
  const zone = useZone();
  const now = useNow(60_000);
  const [before, setBefore] = useState<number | null>(null);
  const page = useAudit(before);
  const language = usePrefs((prefs) => prefs.language);
  const orgs = useOrgNames();
  const streets = useStreetNames();
  const nameOf = (code: string): string =>
    [...orgs, ...streets].find((each) => each.code === code)?.name ?? code;
  const next = page.data?.next ?? null;
  return (
    <div className={styles['audit']}>
      <ReadFailure of={page} />
      <ScrollTable
        label={words.audit}
        heads={[words.when, words.who, words.what, words.subject, words.result, words.details]}
      >
        {(page.data?.items ?? []).map((line) => (
          <tr key={line.seq} className={styles['audit-row']} data-result={line.result}>
            <td>{shortTime(line.at, zone, now)}</td>
            <td>{line.actor ?? words.nobody}</td>
            <td>{actionText(line.action, words)}</td>
            <td>{line.subject}</td>
            <td>{line.result === 'done' ? words.done : `× ${words.refused}`}</td>
            <td>{detailText(line.details, nameOf, language, words, (at) => shortTime(at, zone, now))}</td>
          </tr>
        ))}
      </ScrollTable>
      <p className={styles['acts']}>
        <Button disabled={next === null} onPress={() => setBefore(next)}>
          {words.older}
        </Button>
        <Button disabled={before === null} onPress={() => setBefore(null)}>
          {words.newest}
        </Button>
      </p>
    </div>
  );
}
