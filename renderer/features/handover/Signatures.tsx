import { type ReactNode, useState } from 'react';
import type { Handover } from '../../../shared/contract/handover.ts';
import { unacknowledged } from '../../../shared/handover/refresh.ts';
import { useOperators, useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { giveUpHandover, signIncoming, signOutgoing } from '../../live/queries/handover.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { PinForm } from '../session/PinForm.tsx';
import { tried } from './attempt.ts';
import type { Telling } from './factText.ts';
import { useHandoverView } from './handoverView.ts';

type Props = {
  handover: Handover;
  operator: string;
  trouble: string | null;
  onTrouble: (trouble: string | null) => void;
  /** What stands against a signature is found in the list. */
  onRefused: () => void;
  telling: Telling;
};

/** Both signatures, one after the other; what stands against them is said beside. */
export function Signing(props: Props): ReactNode {
  const { handover, operator, trouble, onTrouble, telling } = props;
  const { words, zone, now } = telling;
  const me = useSession((session) => session.info);
  const left = unacknowledged(handover).length;
  const { incoming, outgoing, outgoingSignedAt } = handover;
  const sign = async (): Promise<void> => {
    if (!(await tried(signOutgoing(operator, handover.id, handover.seq), onTrouble))) props.onRefused();
  };
  return (
    <footer className="handover-signing">
      <div className="handover-step">
        <b>{words.step1}</b>
        {outgoingSignedAt === null ? (
          <button
            type="button"
            className="plain-button session-main"
            data-focus="sign"
            data-ready={left === 0 && incoming !== null}
            onClick={() => void sign()}
          >
            {words.signOutgoing(me?.name ?? outgoing.name)} <Kbd keys="S" /> <Kbd keys="Enter" />
          </button>
        ) : (
          <span data-tone="fresh">
            {words.signedAt(outgoing.name, shortTime(outgoingSignedAt, zone, now))}
          </span>
        )}
      </div>
      <div className="handover-step">
        <b>{words.step2}</b>
        {outgoingSignedAt === null || incoming === null ? (
          <span className="handover-quiet">
            {incoming === null ? words.noIncoming : left > 0 ? words.left(left) : words.signNow}
          </span>
        ) : (
          <Pin {...props} incoming={incoming} />
        )}
      </div>
      <GiveUp {...props} />
      {trouble === null ? null : (
        <p className="sign-in-error" role="alert">
          {trouble}
        </p>
      )}
    </footer>
  );
}

function Pin({
  handover,
  incoming,
  onTrouble,
  telling,
}: Props & { incoming: NonNullable<Handover['incoming']> }): ReactNode {
  const { words } = telling;
  const demoPin = useOperators(true).data?.operators.find(({ id }) => id === incoming.id)?.demoPin ?? null;
  const sign = (pin: string): Promise<boolean> => {
    const given = { seen: handover.seq, operator: incoming.id, pin };
    return tried(
      signIncoming(handover.id, given).then(({ id }) =>
        useHandoverView.setState({ signed: id, cursor: null }),
      ),
      onTrouble,
    );
  };
  // The outgoing operator has just signed: the keyboard is the other's now.
  return (
    <PinForm
      id="handover-pin"
      className="handover-pin"
      focusName="sign"
      label={words.pin(incoming.name)}
      act={{ idle: words.signIncoming, busy: words.signIncoming }}
      demoPin={demoPin}
      enter={sign}
    >
      {null}
    </PinForm>
  );
}

function GiveUp({ handover, onTrouble, telling }: Props): ReactNode {
  const { words } = telling;
  const [asked, setAsked] = useState(false);
  return (
    <button
      type="button"
      className="plain-button handover-give-up"
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? void tried(giveUpHandover(handover.id), onTrouble) : setAsked(true))}
    >
      {asked ? words.giveUpSure : words.giveUp}
    </button>
  );
}
