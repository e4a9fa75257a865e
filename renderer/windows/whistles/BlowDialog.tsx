import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { STREET } from '../../../shared/whistle/rights.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { usePack } from '../../live/queries/city.ts';
import { mergeInto, newCommandId, type Sent, send } from '../../live/whistles/sendCommand.ts';
import { useSuggestion } from '../../live/whistles/whistleQueries.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { shortNumber } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { BlowFields } from './BlowFields.tsx';
import { blowWords, fieldWord } from './blowWords.ts';
import type { BoardContext } from './boardContext.ts';
import { CommandOutcome } from './CommandOutcome.tsx';
import { LeaveQuestion, RestoredNote } from './DraftParts.tsx';
import {
  type DraftValues,
  draftOf,
  missingDraftFields,
  type Origin,
  originKey,
  prefill,
  Typed,
} from './draft.ts';
import pageStyles from './page.module.css';
import { Suggested } from './Suggested.tsx';
import { useFormDraft } from './useFormDraft.ts';

type Props = {
  origin: Origin;
  me: SessionState;
  parts: BoardContext;
  onClose: (whistle: string | null) => void;
};

/**
 * 吹哨: a draft prefilled from what the service proposes. Enter drafts and submits in one go (an emergency is blown at
 * once); Ctrl+S only keeps the draft. Each step has its own command id, kept while no answer came.
 */
export function BlowDialog({ origin, me, parts, onClose }: Props): ReactNode {
  const words = useWords(blowWords);
  const choices = usePack().data?.whistles ?? null;
  const kept = useFormDraft({
    operator: me.operator,
    form: `blow:${originKey(origin)}`,
    now: parts.now,
    first: (): Typed => ({
      edits: {},
      drafted: null,
      ids: { draft: newCommandId(), submit: newCommandId() },
    }),
    read: (values) => Typed.safeParse(values).data ?? null,
  });
  // Each part is checked by the contract when it is sent.
  const edits: Partial<DraftValues> = kept.values.edits;
  const [leaving, setLeaving] = useState(false);
  const chosen = { item: edits.item ?? null, place: edits.place ?? null };
  const asked =
    chosen.place !== null
      ? { ...chosen.place, item: chosen.item }
      : origin.kind === 'case'
        ? { caseId: origin.id, item: chosen.item }
        : origin.kind === 'place'
          ? { lon: origin.lon, lat: origin.lat, item: chosen.item }
          : null;
  const proposal = useSuggestion(asked);
  const suggestion = proposal.data ?? null;
  /** Enter was pressed before the proposals were here: it counts once they are. */
  const [early, setEarly] = useState(false);
  const awaited = asked !== null && proposal.isPending;
  const [sent, setSent] = useState<Sent | null>(null);
  const [busy, setBusy] = useState(false);
  const [wanting, setWanting] = useState<string[]>([]);
  const ids = useRef(kept.values.ids);
  /** The draft that the service has already, after a refused submission. */
  const drafted = useRef<Typed['drafted']>(
    origin.kind === 'revise'
      ? { id: origin.view.summary.id, seq: origin.view.summary.seq }
      : kept.values.drafted,
  );
  const subjectRef = useRef<HTMLInputElement>(null);
  const submitRef = useRef<HTMLButtonElement>(null);
  const proposes = origin.kind !== 'nothing';
  const values: DraftValues = { ...prefill(origin, suggestion, me, choices, parts.now), ...edits };
  const change = (part: Partial<DraftValues>): void => {
    kept.change((before) => ({ ...before, edits: { ...before.edits, ...part } }));
    setWanting([]);
  };
  useEffect(() => {
    // Where everything is proposed one Enter is all that is left to do; else writing begins.
    if (proposes) submitRef.current?.focus();
    else subjectRef.current?.focus();
  }, [proposes]);
  // The shift leader (值班长) may blow an emergency, yet only a street drafts: it is asked to.
  const mayBlow = me.roles.some((role) => STREET.includes(role));
  const emergency = choices?.kinds.find((kind) => kind.id === values.kind)?.emergency === true;

  const step = async (whistle: string | null, command: Parameters<typeof send>[1]): Promise<Sent> => {
    const outcome = await send(whistle, command);
    if (outcome.kind !== 'cut') {
      const part = command.type === 'submit' || command.type === 'blow-emergency' ? 'submit' : 'draft';
      ids.current = { ...ids.current, [part]: newCommandId() };
    }
    if (outcome.kind === 'done') {
      const { id, seq } = outcome.view.summary;
      drafted.current = { id, seq };
    }
    const next = (values: Typed): Typed => ({ ...values, ids: ids.current, drafted: drafted.current });
    if (outcome.kind === 'cut') kept.change(next);
    else kept.renew(next);
    return outcome;
  };
  const go = async (submit: boolean, notDuplicateOf: string[]): Promise<void> => {
    if (busy) return;
    if (awaited) return setEarly(submit);
    const missing = submit
      ? missingDraftFields(values, emergency)
      : values.subject.trim() === ''
        ? ['subject']
        : [];
    setWanting(missing);
    if (missing.length > 0) return;
    setBusy(true);
    setSent(null);
    const draft = draftOf(values);
    const before = drafted.current;
    let outcome = await step(
      before?.id ?? null,
      before === null
        ? {
            type: 'draft',
            commandId: ids.current.draft,
            draft,
            parent: origin.kind === 'whistle' ? origin.view.summary.id : null,
          }
        : { type: 'revise', commandId: ids.current.draft, draft, seen: before.seq },
    );
    if (outcome.kind === 'done') {
      const { id, seq } = outcome.view.summary;
      if (submit) {
        const commandId = ids.current.submit;
        outcome = await step(
          id,
          emergency
            ? { type: 'blow-emergency', commandId, seen: seq }
            : {
                type: 'submit',
                commandId,
                seen: seq,
                notDuplicateOf,
                ownListReason: values.ownListReason.trim() === '' ? null : values.ownListReason,
              },
        );
      }
    }
    setBusy(false);
    setSent(outcome);
    if (outcome.kind === 'done') close(outcome.view.summary.id);
  };
  /** Nothing of it is to be done any more. */
  const close = (whistle: string | null): void => {
    kept.sent();
    onClose(whistle);
  };
  const draftedHere = (): string | null =>
    drafted.current !== null && origin.kind !== 'revise' ? drafted.current.id : null;
  const leave = (): void => {
    if (kept.changed) setLeaving(true);
    else onClose(null);
  };
  const merge = async (into: string): Promise<void> => {
    const draft = drafted.current;
    if (busy || draft === null) return;
    setBusy(true);
    const outcome = await mergeInto(draft, into, words.sameMatter);
    setBusy(false);
    setSent(outcome);
    if (outcome.kind === 'done') close(into);
  };
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (!early || awaited) return;
    setEarly(false);
    void latest.current(true, []);
  }, [early, awaited]);
  const title =
    origin.kind === 'revise'
      ? words.revise
      : origin.kind === 'whistle'
        ? words.again(shortNumber(origin.view.summary.id))
        : words.title;
  return (
    <Dialog title={title} className={actStyles['blow-dialog']} part="w-blow-dialog" onClose={leave}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go(true, []);
        }}
        // On its way down: a button takes every Enter for its own press.
        onKeyDownCapture={(event) => {
          if (!event.ctrlKey) return;
          if (event.key === 'Enter') void go(true, []);
          else if (pressedKey(event) === 's') void go(false, []);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {mayBlow ? null : (
          <p className={pageStyles['warn']} data-part="w-warn" role="alert">
            ▲ {words.onlyStreet}
          </p>
        )}
        <RestoredNote at={kept.restoredAt} parts={parts} onDiscard={kept.discard} />
        <div className={actStyles['blow-body']}>
          <BlowFields
            values={values}
            wanting={wanting}
            suggestion={suggestion}
            choices={choices}
            parts={parts}
            onChange={change}
            subjectRef={subjectRef}
          />
          <Suggested
            suggestion={suggestion}
            values={values}
            parts={parts}
            onChange={change}
            onOpen={onClose}
          />
        </div>
        {wanting.length === 0 ? null : (
          <p className={actStyles['bad']} data-part="w-bad" role="alert">
            {words.wanting}
            {wanting.map((name) => fieldWord(words, name)).join(PUNCTUATION[parts.names.language].comma)}
          </p>
        )}
        {sent === null ? null : (
          <CommandOutcome
            sent={sent}
            view={null}
            parts={parts}
            onLookedAgain={() => setSent(null)}
            onNotDuplicate={(candidates) => void go(true, candidates)}
            onOpen={onClose}
            onMerge={(into) => void merge(into)}
          />
        )}
        {leaving ? (
          <LeaveQuestion
            onStay={() => setLeaving(false)}
            onKeep={() => onClose(draftedHere())}
            onDiscard={() => close(draftedHere())}
          />
        ) : null}
        <p className={actStyles['form-acts']}>
          <Button ref={submitRef} type="submit" variant="primary" disabled={busy}>
            {busy || early ? words.sending : emergency ? words.blowNow : words.submit} <Kbd keys="Enter" />
          </Button>
          <Button disabled={busy} onPress={() => void go(false, [])}>
            {words.keep} <Kbd keys="Ctrl+S" />
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
