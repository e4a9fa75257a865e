import { type ReactNode, useState } from 'react';
import type { WhistleChoices } from '../../../shared/contract/packView.ts';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { matches } from '../../base/pinyin.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { blowWords } from './blowWords.ts';
import type { BoardContext } from './boardContext.ts';
import { kindShape } from './columns.ts';
import { DepartmentsField } from './DepartmentsField.tsx';
import type { DraftValues } from './draft.ts';
import { PlacePicker } from './PlacePicker.tsx';
import { fromField, toField } from './timeField.ts';

type Props = {
  values: DraftValues;
  wanting: readonly string[];
  suggestion: Suggestion | null;
  choices: WhistleChoices | null;
  parts: BoardContext;
  onChange: (part: Partial<DraftValues>) => void;
};

/** What a street writes down before it blows. */
export function BlowFields({ values, wanting, suggestion, choices, parts, onChange }: Props): ReactNode {
  const words = useWords(blowWords);
  const { names, zone } = parts;
  const { meet, place } = values;
  const [typed, setTyped] = useState('');
  const items = (choices?.items ?? []).filter(
    (item) =>
      item.code === values.item ||
      matches(typed, item.name) ||
      item.code.toLowerCase() === typed.toLowerCase(),
  );
  const own =
    choices?.items.find((item) => item.code === values.item)?.ownList === true ||
    suggestion?.items.some((item) => item.code === values.item && item.ownList !== null) === true;
  const bad = (name: string): boolean => wanting.includes(name);
  const kind = choices?.kinds.find((each) => each.id === values.kind);
  return (
    <div className="w-blow-fields">
      <div className="w-field">
        <span>{words.kind}</span>
        <span className="w-choice">
          {(choices?.kinds ?? []).map((each) => (
            <Button
              key={each.id}
              pressed={each.id === values.kind}
              hint={`${each.description}（${words[`origin_${each.origin}`]}：${each.source}）`}
              onPress={() => onChange({ kind: each.id })}
            >
              {kindShape(each.id)} {each.name[names.language]}
            </Button>
          ))}
        </span>
        <small className="w-dim">
          {kind === undefined ? words.noKinds : `${kind.description} · ${kind.source}`}
        </small>
      </div>
      <label className="w-field" data-bad={bad('subject')}>
        {words.subject}
        <input
          data-subject="true"
          maxLength={120}
          value={values.subject}
          onChange={(event) => onChange({ subject: event.target.value })}
        />
      </label>
      <label className="w-field">
        {words.description}
        <textarea
          rows={2}
          value={values.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </label>
      <div className="w-field" data-bad={bad('item')}>
        <span>{words.item}</span>
        <span className="w-org">
          <input
            aria-label={words.findItem}
            placeholder={words.findItem}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <select
            className="plain-select"
            aria-label={words.item}
            value={values.item ?? ''}
            onChange={(event) => onChange({ item: event.target.value === '' ? null : event.target.value })}
          >
            <option value="">—</option>
            {items.map((item) => (
              <option key={item.code} value={item.code}>
                {item.code} {item.name}
                {item.ownList ? `（${words.own}）` : ''}
              </option>
            ))}
          </select>
        </span>
      </div>
      {own ? (
        <label className="w-field w-own" data-bad={bad('ownListReason')}>
          ▲ {words.ownListReason}
          <input
            value={values.ownListReason}
            onChange={(event) => onChange({ ownListReason: event.target.value })}
          />
        </label>
      ) : null}
      <div className="w-field" data-bad={bad('departments')}>
        <span>{words.departments}</span>
        <DepartmentsField
          value={values.departments}
          asked={[]}
          listed={(suggestion?.departments ?? []).map(({ org }) => org)}
          parts={parts}
          onChange={(departments) => onChange({ departments })}
        />
      </div>
      <div className="w-field" data-bad={bad('meet')}>
        <span>{words.meet}</span>
        <span className="w-org">
          <input
            type="datetime-local"
            aria-label={words.meetAt}
            value={meet === null ? '' : toField(meet.at, zone)}
            onChange={(event) => {
              const at = fromField(event.target.value, zone);
              onChange({ meet: at === null ? null : { at, where: meet?.where ?? '' } });
            }}
          />
          <input
            aria-label={words.meetWhere}
            placeholder={words.meetWhere}
            value={meet?.where ?? ''}
            onChange={(event) => onChange({ meet: { at: meet?.at ?? parts.now, where: event.target.value } })}
          />
        </span>
      </div>
      <PlacePicker
        place={place}
        reason={values.placeReason}
        bad={bad('place')}
        onPlace={(next) => onChange({ place: next })}
        onReason={(placeReason) => onChange({ placeReason })}
      />
    </div>
  );
}
