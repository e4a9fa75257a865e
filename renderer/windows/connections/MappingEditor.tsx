import { type ReactNode, useEffect, useState } from 'react';
import type { FieldMapping, UploadReport } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { classes } from '../../ui/kit/classes.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import { crsChoices } from './crsNames.ts';
import { evidenceText } from './evidenceText.ts';
import {
  CONTACT_FIELDS,
  MAPPED_FIELDS,
  MOST_LEVELS,
  missingFields,
  pathText,
  REQUIRED_FIELDS,
  readStageLines,
  readWords,
  stageLines,
  withCategoryLevel,
  withContact,
  withField,
} from './mappingFields.ts';
import { PathInput } from './PathInput.tsx';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Columns = UploadReport['columns'];
type Props<M extends FieldMapping> = {
  mapping: M;
  onChange: (mapping: M) => void;
  /** Columns of a file with samples, to select from; null: paths are typed. */
  columns: Columns | null;
  /** Why each of the columns was proposed; none: they were not. */
  proposals: UploadReport['proposals'];
  /** Whether to show coordinate system and zone; false where the form of the source has them. */
  showsLocationSettings: boolean;
  words: ConnWords;
};

/** Editor of the field mapping (字段对应), with samples where there are any. */
export function MappingEditor<M extends FieldMapping>(props: Props<M>): ReactNode {
  const { mapping, onChange, columns, words } = props;
  const missing = missingFields(mapping);
  const { comma } = usePunctuation();
  const samplesOf = (path: string): string =>
    columns
      ?.find((column) => column.name === path)
      ?.samples.slice(0, 3)
      .join(comma) ?? '';
  return (
    <>
      <table className={wizardStyles['mapping']}>
        <thead>
          <tr>
            <th scope="col">{words.ourField}</th>
            <th scope="col">
              {words.theirField} {columns === null ? <small>{words.theirFieldHint}</small> : null}
            </th>
            {columns === null ? null : <th scope="col">{words.sample}</th>}
            {columns === null ? null : <th scope="col">{words.evidence}</th>}
          </tr>
        </thead>
        <tbody>
          {MAPPED_FIELDS.map((field) => {
            const path = pathText(mapping.fields[field]);
            return (
              <tr key={field} data-missing={missing.includes(field)}>
                <th scope="row">
                  {words[`f_${field}`]}
                  {REQUIRED_FIELDS.includes(field) ? <em>{words.required}</em> : null}
                </th>
                <td>
                  <PathInput
                    label={words[`f_${field}`]}
                    value={path}
                    missing={missing.includes(field)}
                    columns={columns}
                    onChange={(text) => onChange(withField(mapping, field, text))}
                    words={words}
                  />
                </td>
                {columns === null ? null : (
                  <td className={wizardStyles['mapping-sample']}>
                    {samplesOf(path)}
                    <ClockNote mapping={mapping} field={field} words={words} samplesOf={samplesOf} />
                  </td>
                )}
                {columns === null ? null : (
                  <td className={wizardStyles['mapping-evidence']}>
                    {evidenceText(field, path, props.proposals, words, comma)}
                  </td>
                )}
              </tr>
            );
          })}
          <CategoryLevels {...props} samplesOf={samplesOf} />
          {CONTACT_FIELDS.map((field) => {
            const path = pathText(mapping.contact[field]);
            return (
              <tr key={field} data-contact="true">
                <th scope="row" title={words.contactHint}>
                  <span aria-hidden="true">▣ </span>
                  {words.contact}·{words[`c_${field}`]}
                </th>
                <td>
                  <PathInput
                    label={words[`c_${field}`]}
                    value={path}
                    missing={false}
                    columns={columns}
                    onChange={(text) => onChange(withContact(mapping, field, text))}
                    words={words}
                  />
                </td>
                {columns === null ? null : (
                  <td className={wizardStyles['mapping-sample']}>{path === '' ? '' : words.contactHidden}</td>
                )}
                {columns === null ? null : <td />}
              </tr>
            );
          })}
        </tbody>
      </table>
      {columns === null ? null : <ContactNote columns={columns} words={words} />}
      {missing.length === 0 ? null : (
        <p className={wizardStyles['mapping-missing']} role="status">
          <span aria-hidden="true">◆ </span>
          {words.missing(missing.map((field) => words[`f_${field}`]).join(comma))}
        </p>
      )}
      <div className={classes(styles['form'], styles['form-dense'])}>
        <TextField
          label={words.timeFormat}
          hint={words.timeFormatHint}
          value={mapping.timeFormat}
          onChange={(timeFormat) => onChange({ ...mapping, timeFormat })}
        />
        {props.showsLocationSettings ? (
          <>
            <TextField
              label={words.zone}
              hint={words.zoneHint}
              value={mapping.zone}
              onChange={(zone) => onChange({ ...mapping, zone })}
            />
            <Select
              label={words.crs}
              value={mapping.crs}
              options={crsChoices(mapping.crs, words)}
              onChange={(crs) => onChange({ ...mapping, crs })}
            />
          </>
        ) : null}
        <TextField
          label={words.closedValues}
          hint={words.closedValuesHint}
          value={mapping.closedValues.join(',')}
          onChange={(text) => onChange({ ...mapping, closedValues: readWords(text) })}
        />
        <StageValues mapping={mapping} onChange={onChange} words={words} />
      </div>
    </>
  );
}

/** The column from which a field has the time of day, where its own column has the day. */
function ClockNote(props: {
  mapping: FieldMapping;
  field: string;
  words: ConnWords;
  samplesOf: (path: string) => string;
}): ReactNode {
  const { mapping, field, words, samplesOf } = props;
  const column = Object.entries(mapping.clocks ?? {}).find(([of]) => of === field)?.[1];
  return column === undefined ? null : <div>{words.withClock(column, samplesOf(column))}</div>;
}

/** The columns that name the category together (大类、小类), one row for each level and one for another. */
function CategoryLevels<M extends FieldMapping>(
  props: Props<M> & { samplesOf: (path: string) => string },
): ReactNode {
  const { mapping, onChange, columns, words, samplesOf } = props;
  const levels = mapping.categoryPath ?? [];
  const shown = levels.length < MOST_LEVELS ? [...levels, ''] : levels;
  return shown.map((column, level) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place.
    <tr key={level} data-part="category-level">
      <th scope="row">{words.categoryLevel(level + 1)}</th>
      <td>
        <PathInput
          label={words.categoryLevel(level + 1)}
          value={column}
          missing={false}
          columns={columns}
          onChange={(text) => onChange(withCategoryLevel(mapping, level, text))}
          words={words}
        />
      </td>
      {columns === null ? null : <td className={wizardStyles['mapping-sample']}>{samplesOf(column)}</td>}
      {columns === null ? null : (
        <td className={wizardStyles['mapping-evidence']}>{level === 0 ? words.categoryLevelHint : null}</td>
      )}
    </tr>
  ));
}

/** Lists the columns of a file with contact data: those stored separately, and those never stored. */
function ContactNote({ columns, words }: { columns: Columns; words: ConnWords }): ReactNode {
  const { comma } = usePunctuation();
  const names = (dropped: boolean): string =>
    columns
      .filter(({ contact }) => contact != null && (contact === 'dropped') === dropped)
      .map(({ name }) => name)
      .join(comma);
  const split = names(false);
  const dropped = names(true);
  if (split === '' && dropped === '') return null;
  return (
    <p className={wizardStyles['mapping-contact']} role="note">
      <span aria-hidden="true">▣ </span>
      {split === '' ? null : words.contactSplit(split)}{' '}
      {dropped === '' ? null : words.contactDropped(dropped)}
    </p>
  );
}

/**
 * Stage words of the upstream, one per line. Parsed on blur, so that an incomplete line is not removed while typing.
 */
function StageValues<M extends FieldMapping>({
  mapping,
  onChange,
  words,
}: Omit<Props<M>, 'columns' | 'proposals' | 'showsLocationSettings'>): ReactNode {
  const lines = stageLines(mapping.stageValues);
  const [text, setText] = useState(lines);
  // Only a change from outside replaces typed text.
  useEffect(() => setText((typed) => (stageLines(readStageLines(typed)) === lines ? typed : lines)), [lines]);
  return (
    <TextArea
      className={styles['span']}
      label={words.stageValues}
      hint={words.stageValuesHint}
      rows={4}
      value={text}
      onChange={setText}
      onBlur={() => {
        if (text !== lines) onChange({ ...mapping, stageValues: readStageLines(text) });
      }}
    />
  );
}
