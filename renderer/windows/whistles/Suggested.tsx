import type { ReactNode } from 'react';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { PART_WORDS, STAGE_WORDS } from '../../../shared/whistle/words.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { shortNumber } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { blowWords } from './blowWords.ts';
import type { BoardContext } from './boardContext.ts';
import type { DraftValues } from './draft.ts';
import pageStyles from './page.module.css';
import styles from './whistles.module.css';

type Props = {
  suggestion: Suggestion | null;
  values: DraftValues;
  parts: BoardContext;
  onChange: (part: Partial<DraftValues>) => void;
  onOpen: (id: string) => void;
};

/** What the console proposes and what speaks against blowing, each with where it comes from. The street decides. */
export function Suggested({ suggestion, parts, onOpen }: Props): ReactNode {
  const words = useWords(blowWords);
  const marks = usePunctuation();
  const sentText = useSentErrorText();
  const { names } = parts;
  if (suggestion === null)
    return (
      <aside className={classes(actStyles['suggested'], styles['dim'])} data-part="w-suggested">
        {words.nothing}
      </aside>
    );
  return (
    <aside className={actStyles['suggested']} data-part="w-suggested" aria-label={words.suggested}>
      <h3>{words.suggested}</h3>
      {suggestion.warnings.map((warning) => (
        <p key={warning.code} className={pageStyles['warn']} data-part="w-warn">
          ▲ {sentText(warning)}
        </p>
      ))}
      {suggestion.street === null ? null : (
        <p>
          {words.street} <b>{suggestion.street.name}</b>
          {suggestion.street.approximate ? (
            <span className={styles['dim']}>
              {marks.open}
              {words.approximate}
              {marks.close}
            </span>
          ) : null}
        </p>
      )}
      {(suggestion.border ?? []).length < 2 && suggestion.street !== null ? null : (
        <p>
          {words.borderStreets}{' '}
          {(suggestion.border ?? [])
            .map(({ name, metres }) => `${name}${metres === 0 ? '' : ` ${words.metres(metres)}`}`)
            .join(marks.comma)}
        </p>
      )}
      {suggestion.case === null ? null : (
        <p>
          {words.cases} <b>{suggestion.case.title}</b> · {names.category(suggestion.case.categoryCode)}
        </p>
      )}
      {suggestion.items.map((item) => (
        <p key={item.code}>
          {words.item} <b>{item.name}</b>
          {item.ownList === null ? null : (
            <b className={pageStyles['warn']} data-part="w-warn">
              {marks.open}
              {words.own}
              {marks.close}
            </b>
          )}
          <small className={styles['dim']}>
            {sourced(words[`origin_${item.origin}`], item.source, marks.colon)}
          </small>
        </p>
      ))}
      {suggestion.departments.map((each) => (
        <p key={`${each.row}${each.org}`}>
          {PART_WORDS[each.part][names.language]} <b>{names.org(each.org)}</b> · {words.basis} {each.basis}
          <small className={styles['dim']}>
            {sourced(words[`origin_${each.origin}`], each.source, marks.colon)}
          </small>
        </p>
      ))}
      {suggestion.duplicates.length === 0 ? null : (
        <>
          <h3>{words.duplicates}</h3>
          <ul>
            {suggestion.duplicates.map((each) => (
              <li key={each.id}>
                <Button onPress={() => onOpen(each.id)}>
                  {words.open} {shortNumber(each.id)}
                </Button>{' '}
                {each.subject} · {names.org(each.street)} · {STAGE_WORDS[each.stage][names.language]}
                {each.distance === null ? '' : ` · ${words.metres(Math.round(each.distance))}`}
                {each.sameCase ? ` · ${words.sameCase}` : each.sameCategory ? ` · ${words.sameCategory}` : ''}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

/** Where a row comes from, with the word for its origin unless the source says it itself. */
function sourced(origin: string, source: string, colon: string): string {
  return source.startsWith(origin) ? source : `${origin}${colon}${source}`;
}
