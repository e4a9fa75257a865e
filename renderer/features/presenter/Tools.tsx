import type { ReactNode, RefObject } from 'react';
import { MAX_TEXT_LENGTH, MarkColour } from '../../../shared/presenter/control.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { ACT_KEYS, TOOL_KEYS } from './panelKeys.ts';
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

/** 聚光 and 标注: what the hand does on the map, in which colour, and how it is taken back. */
export function Tools({ panel, text, onText, field, onPlace, after }: Props): ReactNode {
  const words = useWords(presenterWords);
  const lit = panel.contents.some(({ spot }) => spot !== null);
  const run = (type: 'unmark' | 'clear'): void => {
    panel.run({ type }, crypto.randomUUID());
    after();
  };
  return (
    <div className="presenter-tools">
      <div className="presenter-buttons">
        {TOOLS.map((tool) => (
          <button
            key={tool}
            type="button"
            className="plain-button"
            aria-pressed={panel.tool === tool}
            onClick={() => {
              panel.setTool(tool);
              if (tool === 'text') field.current?.focus();
              else after();
            }}
          >
            {words[tool]} <Kbd keys={TOOL_KEYS[tool]} />
          </button>
        ))}
        {lit ? (
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              panel.run({ type: 'spot', at: null }, crypto.randomUUID());
              after();
            }}
          >
            {words.spotOff}
          </button>
        ) : null}
      </div>
      <div className="presenter-buttons">
        <fieldset className="presenter-colours">
          <legend className="visually-hidden">{words.colours}</legend>
          {MarkColour.options.map((colour) => (
            <button
              key={colour}
              type="button"
              className="plain-button"
              aria-pressed={panel.colour === colour}
              onClick={() => {
                panel.setColour(colour);
                after();
              }}
            >
              <span className="presenter-colour" data-colour={colour} aria-hidden="true" />{' '}
              {words[`colour_${colour}`]}
            </button>
          ))}
        </fieldset>
        <button type="button" className="plain-button" onClick={() => run('unmark')}>
          {words.unmark} <Kbd keys={ACT_KEYS.unmark} />
        </button>
        <button type="button" className="plain-button" onClick={() => run('clear')}>
          {words.clear} <Kbd keys={ACT_KEYS.clear} />
        </button>
      </div>
      <input
        ref={field}
        className="sign-in-find"
        data-on={panel.tool === 'text'}
        aria-label={words.textLabel}
        placeholder={words.textLabel}
        maxLength={MAX_TEXT_LENGTH}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onFocus={() => panel.setTool('text')}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onPlace();
          else if (event.key === 'Escape') after();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}
