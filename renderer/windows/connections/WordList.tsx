import type { ReactNode } from 'react';
import type { RowTally, WordCount } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { count } from '../../ui/Figure.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { MEANINGS, type Meaning, meaningOf, withMeaning } from './wordMeaning.ts';
import type { ConnWords } from './words.ts';

type Props = {
  tally: RowTally;
  mapping: FieldMapping;
  onChange: (mapping: FieldMapping) => void;
  words: ConnWords;
};

/** The words of status and stage with their counts; those that need the operator first, each with what it means. */
export function WordList({ tally, mapping, onChange, words }: Props): ReactNode {
  const { wordless, otherWords } = tally;
  const isAsked = ({ unknown, contradictions, sure }: WordCount): boolean =>
    unknown || contradictions > 0 || !sure;
  const asked = tally.words.filter(isAsked);
  const known = tally.words.filter((word) => !isAsked(word));
  const unknown = tally.words.filter((word) => word.unknown);
  const rows = unknown.reduce((sum, word) => sum + rowsOf(word), 0);
  const table = (those: WordCount[]): ReactNode => (
    <WordTable those={those} mapping={mapping} onChange={onChange} words={words} />
  );
  return (
    <section aria-label={words.wordsTitle} className={checkStyles['words']} data-part="check-words">
      <h3>{words.wordsTitle}</h3>
      {unknown.length === 0 ? null : (
        <p className={checkStyles['alarm']} role="alert">
          <span aria-hidden="true">◆ </span>
          {words.wordsUnknown(unknown.length, count(rows))}
        </p>
      )}
      {asked.length === 0 && tally.words.length > 0 ? (
        <p className={checkStyles['fine']}>
          <span aria-hidden="true">✓ </span>
          {words.wordsNone}
        </p>
      ) : null}
      {asked.length === 0 ? null : table(asked)}
      {known.length === 0 ? null : (
        <Disclosure summary={words.wordsKnown(known.length)}>{table(known)}</Disclosure>
      )}
      {otherWords.rows === 0 ? null : (
        <p className={checkStyles['alarm']}>
          <span aria-hidden="true">◆ </span>
          {words.otherWordsNote(count(otherWords.rows))}
        </p>
      )}
      {wordless.open + wordless.closed === 0 ? null : (
        <p className={styles['dim']} data-part="check-wordless">
          {words.wordlessNote(count(wordless.open), count(wordless.closed))}
        </p>
      )}
    </section>
  );
}

function WordTable(props: Omit<Props, 'tally'> & { those: WordCount[] }): ReactNode {
  const { those, mapping, onChange, words } = props;
  const { semicolon } = usePunctuation();
  const options = MEANINGS.map((value) => ({ value, label: meaningText(value, words) }));
  return (
    <table className={checkStyles['table']}>
      <thead>
        <tr>
          <th scope="col">{words.word}</th>
          <th scope="col">{words.wordRows}</th>
          <th scope="col">{words.wordRead}</th>
          <th scope="col">{words.wordMeans}</th>
        </tr>
      </thead>
      <tbody>
        {those.map((one) => (
          <tr key={one.word} data-unknown={one.unknown}>
            <th scope="row">{one.word}</th>
            <td className={checkStyles['number']}>{count(rowsOf(one))}</td>
            <td>
              {readText(one, words)}
              {one.contradictions === 0 ? null : (
                <span className={checkStyles['warn']}>
                  {semicolon}
                  {words.wordContradiction(count(one.contradictions))}
                </span>
              )}
            </td>
            <td>
              {one.mappable ? (
                <Select
                  label={one.word}
                  labelPlace="hidden"
                  value={meaningOf(mapping, one.word)}
                  options={options}
                  onChange={(meaning) => onChange(withMeaning(mapping, one.word, meaning))}
                />
              ) : (
                <span className={styles['dim']}>{words.wordUnmappable}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf({ asStatus, asStage }: WordCount): number {
  return Math.max(asStatus, asStage);
}

function meaningText(meaning: Meaning, words: ConnWords): string {
  if (meaning === '') return words.wordAuto;
  return meaning === 'open' ? words.wordOpen : words[`stage_${meaning}`];
}

/** How the program reads a word where it stands: 在办 · 处置. */
function readText({ asStatus, closed, stage, sure, unknown }: WordCount, words: ConnWords): string {
  if (asStatus > 0 && closed === null) return words.wordOpenUnknown;
  const status = closed === null ? null : closed ? words.closed : words.open;
  const step = stage === null ? (unknown ? words.wordStageUnknown : null) : words[`stage_${stage}`];
  const texts = [asStatus > 0 ? status : null, step, sure || unknown ? null : words.wordUnsure];
  return texts.filter((text) => text !== null).join(' · ');
}
