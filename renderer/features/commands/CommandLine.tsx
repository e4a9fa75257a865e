import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { find, wordsOf } from '../../base/commands/commands.ts';
import { offered } from '../../base/commands/registry.ts';
import { useWords } from '../../base/words.ts';
import { useModal } from '../../ui/modal.ts';
import { commandWords } from './commandWords.ts';
import './commands.css';

const MOST = 12;

/**
 * Command line (命令行): finds commands by words of their names or by pinyin initials, in any order. ↑ ↓ choose, Tab
 * completes the title so that more words narrow it down, Enter runs the command.
 */
export function CommandLine({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(commandWords);
  const [typed, setTyped] = useState('');
  const [cursor, setCursor] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useModal(dialog);
  useEffect(() => {
    field.current?.focus();
  }, []);
  const found = useMemo(() => {
    const asked = wordsOf(typed);
    return find(offered(asked), asked, MOST);
  }, [typed]);
  const at = Math.min(cursor, Math.max(0, found.length - 1));
  const run = (index: number): void => {
    const command = found[index];
    if (command === undefined) return;
    // Closed first: the command may open a dialog or put the focus somewhere itself.
    dialog.current?.close();
    onClose();
    command.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setCursor(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Tab') {
      setTyped(`${found[at]?.title ?? typed} `);
      setCursor(0);
    } else if (event.key === 'Enter') run(at);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="sign-in command-line" aria-label={words.title} onClose={onClose}>
      <input
        ref={field}
        className="sign-in-find"
        placeholder={words.placeholder}
        aria-label={words.title}
        role="combobox"
        aria-expanded="true"
        aria-controls="command-list"
        aria-activedescendant={found[at] === undefined ? undefined : `command-${at}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKey}
      />
      <div id="command-list" role="listbox" aria-label={words.list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above moves through the list by arrow keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active row
          <div
            key={command.id}
            id={`command-${index}`}
            className="command-row"
            role="option"
            aria-selected={index === at}
            onClick={() => run(index)}
          >
            <b>{command.title}</b>
            <span>{command.hint}</span>
          </div>
        ))}
      </div>
      <p className="sign-in-about">{found.length === 0 ? words.none : words.about}</p>
    </dialog>
  );
}
