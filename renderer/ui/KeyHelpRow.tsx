import type { ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

/** A key and what it does, as a row of a window's key help; belongs into a `dl`. */
export function KeyHelpRow({ keys, text }: { keys: string; text: string }): ReactNode {
  return (
    <div>
      <dt>
        <Kbd keys={keys} />
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
