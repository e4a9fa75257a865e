import type { ReactNode, RefObject } from 'react';
import { MAX_TEXT_LENGTH, MarkColour } from '../../../shared/presenter/control.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { ACT_KEYS, TOOL_KEYS } from './panelKeys.ts';
import styles from './presenter.module.css';
import { presenterWords } from './presenterWords.ts';
import { type PanelState, TOOLS } from './usePanel.ts';

type Props = {
  panel: PanelState;
  text: string;
  onText: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
  /** The text is to be put at the cross. */
  onPlace: () => void;
  /** Gives the focus back to the map. */
  after: () => void;
};

/** Tools for the spotlight (聚光) and annotations (标注): tool, colour, undo and clear. */
export function Tools({ panel, text, onText, field, onPlace, after }: Props): ReactNode {
  const words = useWords(presenterWords);
  const hasSpotlight = panel.contents.some(({ spot }) => spot !== null);
  const run = (type: 'unmark' | 'clear'): void => {
    panel.run({ type }, crypto.randomUUID());
    after();
  };
  return (
    <div className={styles['tools']}>
      <div className={styles['buttons']}>
        {TOOLS.map((tool) => (
          <Button
            key={tool}
            pressed={panel.tool === tool}
            onPress={() => {
              panel.setTool(tool);
              if (tool === 'text') field.current?.focus();
              else after();
            }}
            kbd={TOOL_KEYS[tool]}
          >
            {words[tool]}
          </Button>
        ))}
        {hasSpotlight ? (
          <Button
            onPress={() => {
              panel.run({ type: 'spot', at: null }, crypto.randomUUID());
              after();
            }}
          >
            {words.spotOff}
          </Button>
        ) : null}
      </div>
      <div className={styles['buttons']}>
        <fieldset className={styles['colours']}>
          <legend className="visually-hidden">{words.colours}</legend>
          {MarkColour.options.map((colour) => (
            <Button
              key={colour}
              pressed={panel.colour === colour}
              onPress={() => {
                panel.setColour(colour);
                after();
              }}
            >
              <span className={styles['colour']} data-colour={colour} aria-hidden="true" />{' '}
              {words[`colour_${colour}`]}
            </Button>
          ))}
        </fieldset>
        <Button onPress={() => run('unmark')} kbd={ACT_KEYS.unmark}>
          {words.unmark}
        </Button>
        <Button onPress={() => run('clear')} kbd={ACT_KEYS.clear}>
          {words.clear}
        </Button>
      </div>
      <TextField
        inputRef={field}
        label={words.textLabel}
        labelPlace="hidden"
        placeholder={words.textLabel}
        maxLength={MAX_TEXT_LENGTH}
        value={text}
        onChange={onText}
        onFocus={() => panel.setTool('text')}
        onEnter={(event) => {
          // The map gets the focus, and must not take this press as its own.
          event.preventDefault();
          event.stopPropagation();
          onPlace();
        }}
        onEscape={after}
      />
    </div>
  );
}
