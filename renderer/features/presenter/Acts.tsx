import type { ReactNode } from 'react';
import type { Act } from '../../../shared/presenter/acts.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { ACT_KEYS } from './panelKeys.ts';
import styles from './presenter.module.css';
import { presenterWords } from './presenterWords.ts';
import { isOn, toggled } from './toggles.ts';
import type { PanelState } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';

/** What can be done to the chosen walls; each with its key. */
export function Acts({ panel, after }: { panel: PanelState; after: () => void }): ReactNode {
  const words = useWords(presenterWords);
  const self = usePresenter((state) => state.self);
  const board = usePresenter((state) => state.board);
  const { contents, undoSeconds } = panel;
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
    <div className={styles['acts']}>
      {switches.map(({ what, on, off, hint }) => (
        <Button key={what} hint={hint} onPress={() => run(toggled(contents, what))} kbd={ACT_KEYS[what]}>
          {isOn(contents, what) ? on : off}
        </Button>
      ))}
      <Button
        hint={words.sendHint}
        onPress={() => {
          panel.send();
          after();
        }}
        kbd={ACT_KEYS.send}
      >
        {words.send}
      </Button>
      <Button
        variant="primary"
        hint={words.releaseHint}
        onPress={() => run({ type: 'release' })}
        kbd={ACT_KEYS.release}
      >
        {words.release}
      </Button>
      <Button disabled={!others} onPress={() => run({ type: 'take-over' })} kbd={ACT_KEYS.takeOver}>
        {words.takeOver}
      </Button>
      <Button
        disabled={undoSeconds === 0}
        onPress={() => {
          panel.undo();
          after();
        }}
        kbd={ACT_KEYS.undo}
      >
        {undoSeconds === 0 ? words.undo : words.undoIn(undoSeconds)}
      </Button>
    </div>
  );
}
