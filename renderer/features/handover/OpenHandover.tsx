import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Handover, PostHandover } from '../../../shared/contract/handover.ts';
import { isTyping } from '../../base/keys.ts';
import { plainKey } from '../../base/pressedKey.ts';
import { acknowledge, chooseIncoming } from '../../live/queries/handover.ts';
import { attempt } from './attempt.ts';
import { focusAfterOpening } from './focusAfterOpening.ts';
import styles from './handover.module.css';
import { setCursor, useHandoverView } from './handoverView.ts';
import { KeyRow } from './KeyRow.tsx';
import { LineDetail } from './LineDetail.tsx';
import { LineList } from './LineList.tsx';
import { groupsOf, isOpen, nextOpenKey, steppedKey } from './lines.ts';
import { OpenHandoverHead } from './OpenHandoverHead.tsx';
import { openSubject } from './openSubject.ts';
import { Signatures } from './Signatures.tsx';
import { useTextContext } from './useTextContext.ts';

type Props = {
  desk: PostHandover;
  handover: Handover;
  operator: string;
  /** Of the last step; null: it succeeded. */
  error: unknown;
  onError: (error: unknown) => void;
};

/** The open hand-over: lines on the left, the one under the cursor on the right, signatures below. */
export function OpenHandover({ desk, handover, operator, error, onError }: Props): ReactNode {
  const context = useTextContext(handover.post.org);
  const root = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupsOf(handover), [handover]);
  const lines = useMemo(() => groups.flatMap((group) => group.lines), [groups]);
  const storedCursor = useHandoverView((view) => view.cursor);
  const cursor = lines.find(({ key }) => key === storedCursor)?.key ?? lines[0]?.key ?? null;
  const line = lines.find(({ key }) => key === cursor) ?? null;
  const [objecting, setObjecting] = useState(false);
  const focus = (place: 'list' | 'note' | 'incoming' | 'sign' | 'detail'): void => {
    const found = root.current?.querySelector<HTMLElement>(`[data-focus="${place}"]`);
    found?.focus();
  };
  // The keys act on the list; a modal dialog would focus its first button.
  useEffect(
    () => focusAfterOpening(root.current?.querySelector<HTMLElement>('[data-focus="list"]') ?? null),
    [],
  );
  const setLine = (key: string | null): void => {
    if (key === null) return;
    setObjecting(false);
    setCursor(key);
  };
  const answer = async (verdict: 'checked' | 'objected' | 'withdrawn', words: string): Promise<boolean> => {
    if (line?.item == null) return false;
    const { key, version } = line.item;
    const passed = await attempt(
      acknowledge(operator, handover.id, { key, version, verdict, words }),
      onError,
    );
    if (!passed) return false;
    setObjecting(false);
    if (verdict !== 'withdrawn') setLine(nextOpenKey(lines, key));
    focus('list');
    return true;
  };
  const open = (): void => {
    if (line === null) return;
    if (line.heading !== null) focus('note');
    else if (line.item !== null && !openSubject(line.item.fact)) focus('detail');
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setLine(steppedKey(lines, cursor, 1)),
    j: () => setLine(steppedKey(lines, cursor, 1)),
    ArrowUp: () => setLine(steppedKey(lines, cursor, -1)),
    k: () => setLine(steppedKey(lines, cursor, -1)),
    Home: () => setLine(lines[0]?.key ?? null),
    End: () => setLine(lines.at(-1)?.key ?? null),
    ' ': () => void answer('checked', ''),
    o: () => setObjecting(line?.item != null),
    u: () => void answer('withdrawn', ''),
    Enter: open,
    n: () => {
      setLine(line?.heading == null ? 'note:equipment' : line.key);
      // The field is there once the line is under the cursor.
      setTimeout(() => focus('note'));
    },
    i: () => focus('incoming'),
    s: () => focus('sign'),
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (key === 'Escape' && (isTyping(event.nativeEvent.target) || objecting)) {
      // Out of the field first; the next Esc leaves the hand-over.
      event.preventDefault();
      event.stopPropagation();
      setObjecting(false);
      focus('list');
      return;
    }
    if (isTyping(event.nativeEvent.target)) return;
    if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) return;
    const found = actions[plainKey(event)];
    if (found === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    found();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of everything inside; each part is a control of its own
    <div ref={root} className={styles['draft']} onKeyDown={onKey}>
      <OpenHandoverHead
        desk={desk}
        handover={handover}
        onPicked={() => focus('list')}
        onIncoming={(incoming) => void attempt(chooseIncoming(operator, handover.id, incoming), onError)}
        context={context}
      />
      <LineList groups={groups} cursor={cursor} onMove={setLine} onOpen={open} context={context} />
      {line === null ? null : (
        <LineDetail
          key={line.key}
          line={line}
          handover={handover}
          operator={operator}
          objecting={objecting}
          onObject={setObjecting}
          onAnswer={answer}
          onOpen={open}
          onError={onError}
          context={context}
        />
      )}
      <KeyRow words={context.words} />
      <Signatures
        handover={handover}
        operator={operator}
        error={error}
        onError={onError}
        onRefused={() => {
          setLine(lines.find(isOpen)?.key ?? null);
          focus(handover.incoming === null ? 'incoming' : 'list');
        }}
        context={context}
      />
    </div>
  );
}
