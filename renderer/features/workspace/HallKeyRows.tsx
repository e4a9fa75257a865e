import type { ReactNode } from 'react';
import { ProfileId } from '../../../shared/layout/layout.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { presenterWords } from '../presenter/presenter-words.ts';
import { PRESENTER_KEY } from '../presenter/presenterKey.ts';
import { hallWords } from './hall-words.ts';
import { PANEL_KEY, PROFILE_KEYS } from './hallKeys.ts';

/** The keys of the hall as rows of a window's key help; belongs into a `dl`. */
export function HallKeyRows(): ReactNode {
  const words = useWords(hallWords);
  const presenter = useWords(presenterWords);
  return (
    <>
      <Row keys={PANEL_KEY} text={words.title} />
      <Row keys={PRESENTER_KEY} text={presenter.title} />
      {ProfileId.options.map((id) => (
        <Row key={id} keys={PROFILE_KEYS[id]} text={words.switchTo(words[id])} />
      ))}
    </>
  );
}

function Row({ keys, text }: { keys: string; text: string }): ReactNode {
  return (
    <div>
      <dt>
        <Kbd keys={keys} />
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
