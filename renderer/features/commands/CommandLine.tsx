import { type ReactNode, useMemo, useRef, useState } from 'react';
import { foldedWords } from '../../../shared/text/folded.ts';
import { type Command, findCommands } from '../../base/commands/commands.ts';
import { commandsFor } from '../../base/commands/registry.ts';
import { useWords } from '../../base/words.ts';
import { useLayerPlaces, useOwnLayerList } from '../../live/queries/ownLayers.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { FilteredList } from '../../ui/kit/FilteredList.tsx';
import styles from './CommandLine.module.css';
import { commandWords } from './commandWords.ts';
import { flightTo } from './flightTo.ts';

const LIMIT = 12;

/**
 * Command line (命令行): finds commands by words of their names or by pinyin initials, in any order. ↑ ↓ choose, Tab
 * completes the title so that more words narrow it down, Enter runs the command.
 */
export function CommandLine({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(commandWords);
  const [typed, setTyped] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const found = useMemo(() => {
    const typedParts = foldedWords(typed);
    return findCommands(commandsFor(typedParts), typedParts, LIMIT);
  }, [typed]);
  const layers = useOwnLayerList().data?.layers;
  const features = useLayerPlaces(typed, LIMIT).data?.places;
  const shown = useMemo(() => {
    if (typed.trim() === '' || features === undefined) return found;
    const layerOf = (id: string): string =>
      layers?.find((layer) => layer.id === id)?.name ?? words.place_layer;
    return [
      ...found,
      ...features.map(({ layer, name, at, count }) =>
        flightTo({ id: `${layer}-${name}`, name, kind: 'layer', at, count, layer: layerOf(layer) }, words),
      ),
    ];
  }, [found, features, layers, typed, words]);
  const run = (command: Command): void => {
    // Closed first: the command may open a dialog or put the focus somewhere itself.
    dialog.current?.close();
    onClose();
    command.run();
  };
  return (
    <Dialog title={words.title} onClose={onClose} dialogRef={dialog} className={styles['dialog']}>
      <FilteredList
        label={words.title}
        placeholder={words.placeholder}
        listLabel={words.list}
        text={typed}
        onText={setTyped}
        items={shown}
        idOf={({ id }) => id}
        onChoose={run}
        onComplete={({ title }) => setTyped(`${title} `)}
        chosen={null}
        listClassName={styles['list']}
      >
        {(command) => (
          <span className={styles['row']}>
            <b>{command.title}</b>
            <span className={styles['hint']}>{command.hint}</span>
          </span>
        )}
      </FilteredList>
      <HelpText>{shown.length === 0 ? words.none : words.about}</HelpText>
    </Dialog>
  );
}
