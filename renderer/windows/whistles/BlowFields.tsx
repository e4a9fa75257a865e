import { type ReactNode, type RefObject, useState } from 'react';
import type { WhistleChoices } from '../../../shared/contract/packView.ts';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { folded } from '../../../shared/text/folded.ts';
import { matches } from '../../../shared/text/pinyin.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import actStyles from './acts.module.css';
import { blowWords } from './blowWords.ts';
import type { BoardContext } from './boardContext.ts';
import { kindShape } from './columns.ts';
import { DepartmentsField } from './DepartmentsField.tsx';
import type { DraftValues } from './draft.ts';
import { JointField } from './JointField.tsx';
import { PlacePicker } from './PlacePicker.tsx';
import { VacantNote } from './VacantNote.tsx';
import styles from './whistles.module.css';

type Props = {
  values: DraftValues;
  wanting: readonly string[];
  suggestion: Suggestion | null;
  choices: WhistleChoices | null;
  parts: BoardContext;
  onChange: (part: Partial<DraftValues>) => void;
  /** The field for the subject, which takes the focus where nothing is proposed. */
  subjectRef: RefObject<HTMLInputElement | null>;
};

/** What a street writes down before it blows. */
export function BlowFields(props: Props): ReactNode {
  const { values, wanting, suggestion, choices, parts, onChange, subjectRef } = props;
  const words = useWords(blowWords);
  const { names, zone } = parts;
  const marks = PUNCTUATION[names.language];
  const { meet, place } = values;
  const [typed, setTyped] = useState('');
  const items = (choices?.items ?? []).filter(
    (item) =>
      item.code === values.item || matches(typed, item.name) || folded(item.code) === folded(typed).trim(),
  );
  const own =
    choices?.items.find((item) => item.code === values.item)?.ownList === true ||
    suggestion?.items.some((item) => item.code === values.item && item.ownList !== null) === true;
  const bad = (name: string): boolean => wanting.includes(name);
  const kind = choices?.kinds.find((each) => each.id === values.kind);
  return (
    <div className={actStyles['blow-fields']}>
      <div className={actStyles['field']} data-part="w-field">
        <span>{words.kind}</span>
        <span className={actStyles['choice']} data-part="w-choice">
          {(choices?.kinds ?? []).map((each) => (
            <Button
              key={each.id}
              pressed={each.id === values.kind}
              hint={`${each.description}${marks.open}${words[`origin_${each.origin}`]}${marks.colon}${each.source}${marks.close}`}
              onPress={() => onChange({ kind: each.id })}
            >
              {kindShape(each.id)} {each.name[names.language]}
            </Button>
          ))}
        </span>
        <small className={styles['dim']}>
          {kind === undefined ? words.noKinds : `${kind.description} · ${kind.source}`}
        </small>
        <VacantNote org={values.street} posts={kind?.approvers ?? []} language={names.language} />
      </div>
      <TextField
        label={words.subject}
        className={actStyles['field']}
        part="w-field"
        inputRef={subjectRef}
        maxLength={120}
        problem={bad('subject') ? '' : null}
        value={values.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <TextArea
        label={words.description}
        className={actStyles['field']}
        part="w-field"
        rows={2}
        value={values.description}
        onChange={(description) => onChange({ description })}
      />
      <div className={actStyles['field']} data-part="w-field" data-bad={bad('item')}>
        <span>{words.item}</span>
        <span className={actStyles['org']}>
          <TextField
            label={words.findItem}
            labelPlace="hidden"
            placeholder={words.nameOrInitials}
            value={typed}
            onChange={setTyped}
          />
          <Select
            label={words.item}
            labelPlace="hidden"
            value={values.item ?? ''}
            options={[
              { value: '', label: '—' },
              ...items.map((item) => ({
                value: item.code,
                label: `${item.code} ${item.name}${item.ownList ? `${marks.open}${words.own}${marks.close}` : ''}`,
              })),
            ]}
            onChange={(item) => onChange({ item: item === '' ? null : item })}
          />
        </span>
      </div>
      {own ? (
        <TextField
          label={`▲ ${words.ownListReason}`}
          className={classes(actStyles['field'], actStyles['own'])}
          part="w-field"
          problem={bad('ownListReason') ? '' : null}
          value={values.ownListReason}
          onChange={(ownListReason) => onChange({ ownListReason })}
        />
      ) : null}
      <div className={actStyles['field']} data-part="w-field" data-bad={bad('departments')}>
        <span>{words.departments}</span>
        <DepartmentsField
          value={values.departments}
          asked={[]}
          listed={(suggestion?.departments ?? []).map(({ org }) => org)}
          parts={parts}
          onChange={(departments) => onChange({ departments })}
        />
      </div>
      <div className={actStyles['field']} data-part="w-field" data-bad={bad('meet')}>
        <span>{words.meet}</span>
        <span className={actStyles['org']}>
          <DateTimeField
            label={words.meetAt}
            labelPlace="hidden"
            value={meet === null ? '' : toField(meet.at, zone)}
            onChange={(time) => {
              const at = fromField(time, zone);
              onChange({ meet: at === null ? null : { at, where: meet?.where ?? '' } });
            }}
          />
          <TextField
            label={words.meetWhere}
            labelPlace="hidden"
            placeholder={words.meetWhere}
            value={meet?.where ?? ''}
            onChange={(where) => onChange({ meet: { at: meet?.at ?? parts.now, where } })}
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
      <JointField values={values} suggestion={suggestion} parts={parts} onChange={onChange} />
    </div>
  );
}
