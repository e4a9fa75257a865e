import { type ReactNode, useState } from 'react';
import type { Handover } from '../../../shared/contract/handover.ts';
import { unacknowledged } from '../../../shared/handover/refresh.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useOperators, useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { giveUpHandover, signIncoming, signOutgoing } from '../../live/queries/handover.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { PinForm } from '../session/PinForm.tsx';
import { attempt } from './attempt.ts';
import type { TextContext } from './factText.ts';
import styles from './handover.module.css';
import { useHandoverView } from './handoverView.ts';

type Props = {
  handover: Handover;
  operator: string;
  /** Of the last step; null: it succeeded. */
  error: unknown;
  onError: (error: unknown) => void;
  /** What prevents a signature is found in the list. */
  onRefused: () => void;
  context: TextContext;
};

/** Both signatures, one after the other, with what still prevents them. */
export function Signatures(props: Props): ReactNode {
  const { handover, operator, error, onError, context } = props;
  const { words, zone, now } = context;
  const errorText = useErrorText();
  const me = useSession((session) => session.info);
  const remaining = unacknowledged(handover).length;
  const { incoming, outgoing, outgoingSignedAt } = handover;
  const sign = async (): Promise<void> => {
    if (!(await attempt(signOutgoing(operator, handover.id, handover.seq), onError))) props.onRefused();
  };
  return (
    <footer className={styles['signing']}>
      <div className={styles['step']}>
        <b>{words.step1}</b>
        {outgoingSignedAt === null ? (
          <Button
            variant={remaining === 0 && incoming !== null ? 'primary' : 'plain'}
            focusName="sign"
            onPress={() => void sign()}
            kbd="Enter"
          >
            {words.signOutgoing(me?.name ?? outgoing.name)} <Kbd keys="S" />
          </Button>
        ) : (
          <span data-tone="fresh">
            {words.signedAt(outgoing.name, shortTime(outgoingSignedAt, zone, now))}
          </span>
        )}
      </div>
      <div className={styles['step']}>
        <b>{words.step2}</b>
        {outgoingSignedAt === null || incoming === null ? (
          <span className={styles['quiet']}>
            {incoming === null ? words.noIncoming : remaining > 0 ? words.left(remaining) : words.signNow}
          </span>
        ) : (
          <Pin {...props} incoming={incoming} />
        )}
      </div>
      <GiveUp {...props} />
      {error === null ? null : <ErrorLine>{errorText(error)}</ErrorLine>}
    </footer>
  );
}

function Pin({
  handover,
  incoming,
  onError,
  context,
}: Props & { incoming: NonNullable<Handover['incoming']> }): ReactNode {
  const { words } = context;
  const demoPin = useOperators(true).data?.operators.find(({ id }) => id === incoming.id)?.demoPin ?? null;
  const sign = (pin: string): Promise<boolean> => {
    const given = { seen: handover.seq, operator: incoming.id, pin };
    return attempt(
      signIncoming(handover.id, given).then(({ id }) =>
        useHandoverView.setState({ signed: id, cursor: null }),
      ),
      onError,
    );
  };
  // The outgoing operator has signed: the incoming one types next.
  return (
    <PinForm
      focusName="sign"
      label={words.pin(incoming.name)}
      buttonText={{ idle: words.signIncoming, busy: words.signIncoming }}
      demoPin={demoPin}
      enter={sign}
    >
      {null}
    </PinForm>
  );
}

function GiveUp({ handover, onError, context }: Props): ReactNode {
  const { words } = context;
  const [confirming, setConfirming] = useState(false);
  return (
    <Button
      className={styles['give-up']}
      variant={confirming ? 'danger' : 'plain'}
      onBlur={() => setConfirming(false)}
      onPress={() => (confirming ? void attempt(giveUpHandover(handover.id), onError) : setConfirming(true))}
    >
      {confirming ? words.giveUpSure : words.giveUp}
    </Button>
  );
}
