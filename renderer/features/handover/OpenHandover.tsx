import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Handover, HandoverDesk } from '../../../shared/contract/handover.ts';
import { isTyping } from '../../base/keys.ts';
import { acknowledge, chooseIncoming } from '../../live/queries/handover.ts';
import { tried } from './attempt.ts';
import { focusIn } from './focusAfterOpening.ts';
import { moveTo, useHandoverView } from './handoverView.ts';
import { KeyRow } from './KeyRow.tsx';
import { Detail } from './LineDetail.tsx';
import { LineList } from './LineList.tsx';
import { groupsOf, isOpen, nextOpen, stepped } from './lines.ts';
import { DraftHead } from './OpenHandoverHead.tsx';
import { openLine } from './openSubject.ts';
import { Signing } from './Signatures.tsx';
import { useTelling } from './useTextContext.ts';

type Props = {
  desk: HandoverDesk;
  handover: Handover;
  operator: string;
  trouble: string | null;
  onTrouble: (trouble: string | null) => void;
};

/** The digest while it is gone through: lines on the left, the one under the cursor on the right, signatures below. */
export function Draft({ desk, handover, operator, trouble, onTrouble }: Props): ReactNode {
  const telling = useTelling(handover.post.org);
  const root = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupsOf(handover), [handover]);
  const lines = useMemo(() => groups.flatMap((group) => group.lines), [groups]);
  const wanted = useHandoverView((view) => view.cursor);
  const cursor = lines.find(({ key }) => key === wanted)?.key ?? lines[0]?.key ?? null;
  const line = lines.find(({ key }) => key === cursor) ?? null;
  const [objecting, setObjecting] = useState(false);
  const focus = (place: 'list' | 'note' | 'incoming' | 'sign' | 'detail'): void => {
    const found = root.current?.querySelector<HTMLElement>(`[data-focus="${place}"]`);
    found?.focus();
  };
  // The list is what the keys speak to; a modal dialog would begin at its first button.
  useEffect(() => focusIn(root.current?.querySelector<HTMLElement>('[data-focus="list"]') ?? null), []);
  const go = (key: string | null): void => {
    if (key === null) return;
    setObjecting(false);
    moveTo(key);
  };
  const answer = async (verdict: 'checked' | 'objected' | 'withdrawn', words: string): Promise<void> => {
    if (line?.item == null) return;
    const { key, version } = line.item;
    const passed = await tried(
      acknowledge(operator, handover.id, { key, version, verdict, words }),
      onTrouble,
    );
    if (!passed) return;
    setObjecting(false);
    if (verdict !== 'withdrawn') go(nextOpen(lines, key));
    focus('list');
  };
  const open = (): void => {
    if (line === null) return;
    if (line.heading !== null) focus('note');
    else if (line.item !== null && !openLine(line.item.fact)) focus('detail');
  };
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(stepped(lines, cursor, 1)),
    j: () => go(stepped(lines, cursor, 1)),
    ArrowUp: () => go(stepped(lines, cursor, -1)),
    k: () => go(stepped(lines, cursor, -1)),
    Home: () => go(lines[0]?.key ?? null),
    End: () => go(lines.at(-1)?.key ?? null),
    ' ': () => void answer('checked', ''),
    o: () => setObjecting(line?.item != null),
    u: () => void answer('withdrawn', ''),
    Enter: open,
    n: () => {
      go(line?.heading == null ? 'note:equipment' : line.key);
      // The field is there once the line is under the cursor.
      setTimeout(() => focus('note'));
    },
    i: () => focus('incoming'),
    s: () => focus('sign'),
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    const chosen = key === 'Enter' && target instanceof HTMLSelectElement;
    if (chosen || (key === 'Escape' && (isTyping(event.nativeEvent.target) || objecting))) {
      // Out of the field first; the next Esc leaves the hand-over.
      event.preventDefault();
      event.stopPropagation();
      setObjecting(false);
      focus('list');
      return;
    }
    if (isTyping(event.nativeEvent.target)) return;
    if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) return;
    const found = acts[key.length === 1 ? key.toLowerCase() : key];
    if (found === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    found();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of everything inside; each part is a control of its own
    <div ref={root} className="handover-draft" onKeyDown={onKey}>
      <DraftHead
        desk={desk}
        handover={handover}
        onIncoming={(incoming) => void tried(chooseIncoming(operator, handover.id, incoming), onTrouble)}
        telling={telling}
      />
      <LineList groups={groups} cursor={cursor} onMove={go} onOpen={open} telling={telling} />
      {line === null ? null : (
        <Detail
          key={line.key}
          line={line}
          handover={handover}
          operator={operator}
          objecting={objecting}
          onObject={setObjecting}
          onAnswer={answer}
          onOpen={open}
          onTrouble={onTrouble}
          telling={telling}
        />
      )}
      <KeyRow words={telling.words} />
      <Signing
        handover={handover}
        operator={operator}
        trouble={trouble}
        onTrouble={onTrouble}
        onRefused={() => {
          go(lines.find(isOpen)?.key ?? null);
          focus(handover.incoming === null ? 'incoming' : 'list');
        }}
        telling={telling}
      />
    </div>
  );
}
