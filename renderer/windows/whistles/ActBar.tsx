import { type ReactNode, useMemo, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { SummonsView, WhistleView } from '../../../shared/contract/whistleView.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { openDialog, useIntent } from '../../base/intents.ts';
import { isTyping, useShortcuts } from '../../base/keys.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { shortNumber } from '../../ui/names.ts';
import { ActForm } from './ActForm.tsx';
import actStyles from './acts.module.css';
import { actIntent, type Offer, offerFor, offerOfKey, offersOf, printed } from './acts.ts';
import { actWords } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import pageStyles from './page.module.css';
import { summonsName } from './summonsName.ts';
import styles from './whistles.module.css';

type Props = {
  view: WhistleView;
  chosen: SummonsView | null;
  me: SessionState | null;
  parts: BoardContext;
  onBlow: () => void;
  onRevise: () => void;
  onSent: () => void;
};

/** What the signed-in operator can do now, each with its key; the form of the chosen act stands in its place. */
export function ActBar(props: Props): ReactNode {
  const { view, chosen, me, parts } = props;
  const words = useWords(actWords);
  const [opened, setForm] = useState<(Offer & { owner: string }) | null>(null);
  // At a locked desk the form stays; whoever else signs in does not see what was typed into it.
  const form = opened !== null && (me === null || me.operator === opened.owner) ? opened : null;
  const [done, setDone] = useState<{ text: string; seq: number; good: boolean } | null>(null);
  const offers = useMemo(() => offersOf(view.may, chosen?.id ?? null), [view.may, chosen?.id]);
  const start = (offer: Offer): void => {
    setDone(null);
    if (offer.act.type === 'revise') props.onRevise();
    else if (me !== null) setForm({ ...offer, owner: me.operator });
  };
  useShortcuts((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return null;
    if (form !== null || document.querySelector('dialog[open]') !== null) return null;
    const offer = offerOfKey(offers, pressedKey(event));
    return offer === null ? null : () => start(offer);
  });
  const title = (offer: Offer): string => {
    const child = view.children.find((each) => each.id === offer.summons);
    return child === undefined ? '' : summonsName(child, parts.names);
  };
  useCommands(() =>
    offers.map((offer) => ({
      id: `offer-${offer.act.type}`,
      title: words[offer.act.type],
      hint: [title(offer), shortNumber(view.summary.id), printed(offer.act.key)].filter(Boolean).join(' · '),
      run: () => start(offer),
    })),
  );
  // Chosen on the command line before this page was open.
  useIntent(
    actIntent,
    ({ whistle }) => whistle === view.summary.id,
    (wanted) => {
      const children = view.children.map((each) => ({ id: each.id, name: summonsName(each, parts.names) }));
      const offer = offerFor(view.may, children, wanted);
      if (offer === null)
        setDone({ text: words.cannotNow(words[wanted.act]), seq: view.summary.seq, good: false });
      else start(offer);
    },
  );
  if (form !== null)
    return (
      <aside className={classes(actStyles['acts'], pageStyles['acts'])} data-part="w-acts">
        <ActForm
          key={`${form.act.type}${form.summons ?? ''}`}
          act={form.act}
          summons={form.summons}
          view={view}
          me={me}
          owner={form.owner}
          parts={parts}
          who={title(form)}
          onClose={(after) => {
            setForm(null);
            if (after === null) return;
            setDone({ text: words.done(words[form.act.type]), seq: after.summary.seq, good: true });
            props.onSent();
          }}
        />
      </aside>
    );
  return (
    <aside
      className={classes(actStyles['acts'], pageStyles['acts'])}
      data-part="w-acts"
      aria-label={words.acts}
    >
      <h3>{words.acts}</h3>
      {done === null || done.seq < view.summary.seq ? null : (
        <p className={actStyles['done']} data-part="w-done" data-good={done.good} role="status">
          {done.good ? '✓' : '▲'} {done.text}
        </p>
      )}
      {me === null ? (
        <p>
          {words.notSigned}{' '}
          <Button variant="primary" onPress={() => openDialog('signIn')}>
            {words.signIn} <Kbd keys="Ctrl+L" />
          </Button>
        </p>
      ) : null}
      {me !== null && offers.length === 0 ? <p className={styles['dim']}>{words.nothing}</p> : null}
      {offers.map((offer) => (
        <RowButton
          key={offer.act.type}
          className={actStyles['act']}
          data-part="w-act"
          data-grave={offer.act.grave}
          onClick={() => start(offer)}
        >
          <Kbd keys={printed(offer.act.key)} />
          <span>
            {words[offer.act.type]}
            {offer.act.child ? (
              <small data-other={offer.summons !== chosen?.id}>
                {offer.summons === chosen?.id ? '' : '→ '}
                {title(offer)}
              </small>
            ) : null}
          </span>
        </RowButton>
      ))}
      {me?.org === view.draft.street ? (
        <RowButton className={actStyles['act']} data-part="w-act" onClick={props.onBlow}>
          <Kbd keys={printed('B')} />
          <span>{words.reblow}</span>
        </RowButton>
      ) : null}
    </aside>
  );
}
