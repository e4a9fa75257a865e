import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { BarIcon } from '../../ui/BarIcon.tsx';
import { ModKbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';
import { showPresenter, usePresenter } from './usePresenter.ts';

/** Opens the panel 「导播」; stands out while this window drives a wall. */
export function PresenterButton(): ReactNode {
  const words = useWords(presenterWords);
  const driving = usePresenter(({ board, self }) =>
    Object.values(board).some(({ driver }) => driver !== null && driver.window === self),
  );
  return (
    <Button
      variant={driving ? 'primary' : 'plain'}
      hint={`${words.title} (${PRESENTER_KEY}) ${words.hint}`}
      onPress={() => showPresenter(true)}
    >
      <BarIcon path="M1 3h14v8H1z M5 14h6 M8 5.5a1.5 1.5 0 1 0 0.01 0z" />
      {/* In the text rather than as a label, since what can be read on a button has to be part of its name. */}
      <span className="visually-hidden">{words.title}</span> <ModKbd mod="Alt+" keys="P" />
    </Button>
  );
}
