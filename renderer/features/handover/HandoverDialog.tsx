import { type ReactNode, useState } from 'react';
import { openDialog } from '../../base/intents.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useSession } from '../../live/client/session.ts';
import { useHandoverDesk } from '../../live/queries/handover.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { BeginHandover } from './BeginHandover.tsx';
import { FocusedButton } from './FocusedButton.tsx';
import styles from './handover.module.css';
import { type HandoverTab, showTab, useHandoverView } from './handoverView.ts';
import { handoverWords } from './handoverWords.ts';
import { OpenHandover } from './OpenHandover.tsx';
import { PastHandovers } from './PastHandovers.tsx';
import { SignedHandover } from './SignedHandover.tsx';
import { useOnDuty } from './useOnDuty.ts';

const TABS: readonly HandoverTab[] = ['current', 'past'];

/** Shift hand-over (交接班): that of the operator's own post, and the signed ones. `wall`: the whole hall sees this window. */
export function HandoverDialog({ wall, onClose }: { wall: boolean; onClose: () => void }): ReactNode {
  const words = useWords(handoverWords);
  const info = useSession((session) => session.info);
  const tab = useHandoverView((view) => view.tab);
  const tabs =
    wall || info === null ? null : (
      <nav className={styles['tabs']} aria-label={words.title}>
        {TABS.map((each) => (
          <Button key={each} pressed={each === tab} onPress={() => showTab(each)}>
            {words[each]}
          </Button>
        ))}
      </nav>
    );
  return (
    <Dialog
      title={words.title}
      className={classes(styles['handover'], wall || info === null ? styles['small'] : '')}
      tools={tabs}
      onClose={onClose}
    >
      {wall ? (
        <Elsewhere text={words.onWall} button={words.toDesk} onPress={() => goTo('desk')} />
      ) : info === null ? (
        <Elsewhere text={words.signIn} button={words.signInNow} onPress={() => openDialog('signIn')} />
      ) : tab === 'past' ? (
        <PastHandovers operator={info.operator} />
      ) : (
        <Current operator={info.operator} />
      )}
    </Dialog>
  );
}

function Elsewhere(props: { text: string; button: string; onPress: () => void }): ReactNode {
  return (
    <div className={styles['elsewhere']}>
      <p>{props.text}</p>
      <FocusedButton text={props.button} variant="primary" onPress={props.onPress} />
    </div>
  );
}

function Current({ operator }: { operator: string }): ReactNode {
  const words = useWords(handoverWords);
  const errorText = useErrorText();
  const onDuty = useOnDuty();
  const signed = useHandoverView((view) => view.signed);
  const desk = useHandoverDesk(onDuty, true);
  // The error of a step stays until the next step.
  const [error, setError] = useState<unknown>(null);
  if (signed !== null) return <SignedHandover id={signed} />;
  if (desk.isError)
    return (
      <div className={styles['elsewhere']}>
        <p role="alert">{errorText(desk.error)}</p>
        <Button onPress={() => void desk.refetch()}>{words.retry}</Button>
      </div>
    );
  if (onDuty === null) return <p className={styles['elsewhere']}>{words.notOnDuty}</p>;
  if (desk.data === undefined) return <p role="status">{words.reading}</p>;
  const { data } = desk;
  if (data.handover === null)
    return <BeginHandover desk={data} operator={operator} error={error} onError={setError} />;
  return (
    <OpenHandover desk={data} handover={data.handover} operator={operator} error={error} onError={setError} />
  );
}
