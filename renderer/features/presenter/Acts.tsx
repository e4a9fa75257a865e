import type { ReactNode } from 'react';
import type { Act } from '../../../shared/presenter/acts.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { ACT_KEYS } from './panelKeys.ts';
import { presenterWords } from './presenterWords.ts';
import { isOn, toggled } from './toggles.ts';
import type { PanelState } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';

/** What can be done to the chosen walls; each with its key. */
export function Acts({ panel, after }: { panel: PanelState; after: () => void }): ReactNode {
  const words = useWords(presenterWords);
  const self = usePresenter((state) => state.self);
  const board = usePresenter((state) => state.board);
  const { contents, undoFor } = panel;
  const others = panel.chosen.some((wall) => {
    const driver = board[wall]?.driver ?? null;
    return driver !== null && driver.window !== self;
  });
  const run = (what: Act): void => {
    panel.run(what, crypto.randomUUID());
    after();
  };
  const switches = [
    { what: 'freeze', on: words.thaw, off: words.freeze, hint: '' },
    { what: 'blank', on: words.unblank, off: words.blankIt, hint: '' },
    { what: 'pin', on: words.follow, off: words.pin, hint: words.pinHint },
  ] as const;
  return (
    <div className="presenter-acts">
      {switches.map(({ what, on, off, hint }) => (
        <button
          key={what}
          type="button"
          className="plain-button"
          title={hint}
          onClick={() => run(toggled(contents, what))}
        >
          {isOn(contents, what) ? on : off} <Kbd keys={ACT_KEYS[what]} />
        </button>
      ))}
      <button
        type="button"
        className="plain-button"
        title={words.sendHint}
        onClick={() => {
          panel.send();
          after();
        }}
      >
        {words.send} <Kbd keys={ACT_KEYS.send} />
      </button>
      <button
        type="button"
        className="plain-button session-main"
        title={words.releaseHint}
        onClick={() => run({ type: 'release' })}
      >
        {words.release} <Kbd keys={ACT_KEYS.release} />
      </button>
      <button
        type="button"
        className="plain-button"
        disabled={!others}
        onClick={() => run({ type: 'take-over' })}
      >
        {words.takeOver} <Kbd keys={ACT_KEYS.takeOver} />
      </button>
      <button
        type="button"
        className="plain-button"
        disabled={undoFor === 0}
        onClick={() => {
          panel.undo();
          after();
        }}
      >
        {undoFor === 0 ? words.undo : words.undoIn(undoFor)} <Kbd keys={ACT_KEYS.undo} />
      </button>
    </div>
  );
}
