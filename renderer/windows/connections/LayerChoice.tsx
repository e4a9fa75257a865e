import type { ReactNode } from 'react';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  layers: readonly { name: string; url: string }[];
  onChoose: (url: string) => void;
  words: ConnWords;
};

/** The layers of a service whose address was pasted: the operator chooses the one to connect. Nothing where there is no choice. */
export function LayerChoice({ layers, onChoose, words }: Props): ReactNode {
  if (layers.length === 0) return null;
  return (
    <fieldset className={styles['layers']} data-part="conn-layers">
      <legend>{words.chooseLayer}</legend>
      {layers.map(({ name, url }) => (
        <Button key={url} onPress={() => onChoose(url)}>
          {name}
        </Button>
      ))}
    </fieldset>
  );
}
