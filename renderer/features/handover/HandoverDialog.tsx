import { type ReactNode, useState } from 'react';
import { openDialog } from '../../base/intents.ts';
import { goTo } from '../../base/place.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { useHandoverDesk } from '../../live/queries/handover.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Begin } from './BeginHandover.tsx';
import { Draft } from './OpenHandover.tsx';
import './handover.css';
import { MainButton } from './FocusedButton.tsx';
import { type HandoverTab, showTab, useHandoverView } from './handoverView.ts';
import { handoverWords } from './handoverWords.ts';
import { Past } from './PastHandovers.tsx';
import { Signed } from './SignedHandover.tsx';
import { useOnDuty } from './useOnDuty.ts';

const TABS: readonly HandoverTab[] = ['current', 'past'];

/** 交接班: the digest of the own post, and the signed ones. `wall`: everybody looks at this window. */
export function HandoverDialog({ wall, onClose }: { wall: boolean; onClose: () => void }): ReactNode {
  const words = useWords(handoverWords);
  const info = useSession((session) => session.info);
  const tab = useHandoverView((view) => view.tab);
  const tabs =
    wall || info === null ? null : (
      <nav className="handover-tabs" aria-label={words.title}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            className="plain-button"
            aria-pressed={each === tab}
            onClick={() => showTab(each)}
          >
            {words[each]}
          </button>
        ))}
      </nav>
    );
  return (
    <Dialog
      title={words.title}
      className={`whistle-dialog handover${wall || info === null ? ' handover-small' : ''}`}
      tools={tabs}
      onClose={onClose}
    >
      {wall ? (
        <Elsewhere text={words.onWall} button={words.toDesk} onPress={() => goTo('desk')} />
      ) : info === null ? (
        <Elsewhere text={words.signIn} button={words.signInNow} onPress={() => openDialog('signIn')} />
      ) : tab === 'past' ? (
        <Past operator={info.operator} />
      ) : (
        <Current operator={info.operator} />
      )}
    </Dialog>
  );
}

function Elsewhere(props: { text: string; button: string; onPress: () => void }): ReactNode {
  return (
    <div className="handover-elsewhere">
      <p>{props.text}</p>
      <MainButton text={props.button} className="session-main" onPress={props.onPress} />
    </div>
  );
}

function Current({ operator }: { operator: string }): ReactNode {
  const words = useWords(handoverWords);
  const onDuty = useOnDuty();
  const signed = useHandoverView((view) => view.signed);
  const desk = useHandoverDesk(onDuty, true);
  // Made once a dialog: what a step was refused with stays until the next one.
  const [trouble, setTrouble] = useState<string | null>(null);
  if (signed !== null) return <Signed id={signed} />;
  if (desk.isError)
    return (
      <div className="handover-elsewhere">
        <p role="alert">{desk.error.message}</p>
        <button type="button" className="plain-button" onClick={() => void desk.refetch()}>
          {words.retry}
        </button>
      </div>
    );
  if (onDuty === null) return <p className="handover-elsewhere">{words.notOnDuty}</p>;
  if (desk.data === undefined) return <p role="status">{words.reading}</p>;
  const { data } = desk;
  if (data.handover === null)
    return <Begin desk={data} operator={operator} trouble={trouble} onTrouble={setTrouble} />;
  return (
    <Draft
      desk={data}
      handover={data.handover}
      operator={operator}
      trouble={trouble}
      onTrouble={setTrouble}
    />
  );
}
