import type { ReactNode } from 'react';
import { z } from 'zod';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { useWords } from '../../base/words.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import { summonsName } from './summonsName.ts';

const Scores = z.array(
  z.object({
    summons: z.string(),
    arrival: z.number(),
    attitude: z.number(),
    effect: z.number(),
    comment: z.string(),
  }),
);
const SIDES = ['arrival', 'attitude', 'effect'] as const;

/** 到场、态度、效果 for each department, 1 to 5. */
export function ScoresField(props: {
  value: unknown;
  onChange: (value: unknown) => void;
  view: WhistleView;
  parts: BoardContext;
}): ReactNode {
  const { view, parts } = props;
  const words = useWords(actWords);
  const parsed = Scores.safeParse(props.value);
  const scores = parsed.success ? parsed.data : [];
  const change = (summons: string, part: Partial<(typeof scores)[number]>): void =>
    props.onChange(scores.map((each) => (each.summons === summons ? { ...each, ...part } : each)));
  return (
    <>
      {scores.map((score) => {
        const child = view.children.find((each) => each.id === score.summons);
        const name = child === undefined ? score.summons : summonsName(child, parts.names);
        return (
          <fieldset key={score.summons} className={actStyles['scores']}>
            <legend>{name}</legend>
            {SIDES.map((side) => (
              <NumberField
                key={side}
                label={words[side]}
                min={1}
                max={5}
                value={score[side]}
                onChange={(mark) => {
                  if (mark !== null) change(score.summons, { [side]: mark });
                }}
              />
            ))}
            <TextField
              label={`${words.comment} ${name}`}
              labelPlace="hidden"
              placeholder={words.comment}
              value={score.comment}
              onChange={(comment) => change(score.summons, { comment })}
            />
          </fieldset>
        );
      })}
    </>
  );
}

const Callback = z.object({ resolved: z.boolean(), satisfied: z.boolean(), at: z.number() });

/** What the citizen said when called back (双评价); only where it is known. */
export function CallbackField(props: {
  value: unknown;
  onChange: (value: unknown) => void;
  parts: BoardContext;
}): ReactNode {
  const words = useWords(actWords);
  const { zone, now } = props.parts;
  const parsed = Callback.safeParse(props.value);
  const value = parsed.success ? parsed.data : null;
  return (
    <span>
      <Checkbox
        className={actStyles['check']}
        part="w-check"
        checked={value !== null}
        onChange={(on) => props.onChange(on ? { resolved: true, satisfied: true, at: now } : null)}
      >
        {words.withCallback}
      </Checkbox>
      {value === null ? null : (
        <>
          {(['resolved', 'satisfied'] as const).map((side) => (
            <Checkbox
              key={side}
              className={actStyles['check']}
              part="w-check"
              checked={value[side]}
              onChange={(on) => props.onChange({ ...value, [side]: on })}
            >
              {words[side]}
            </Checkbox>
          ))}
          <DateTimeField
            label={words.calledAt}
            labelPlace="hidden"
            value={toField(value.at, zone)}
            onChange={(time) => props.onChange({ ...value, at: fromField(time, zone) ?? value.at })}
          />
        </>
      )}
    </span>
  );
}
