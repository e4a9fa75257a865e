import type { ReactNode } from 'react';
import type { Appeal } from '../../../shared/contract/whistleAppeals.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { useWords } from '../../base/words.ts';
import { Select } from '../../ui/kit/Select.tsx';
import type { Field } from './acts.ts';
import { actWords, wordOf } from './actWords.ts';
import { appealsToChoose, marksToChoose } from './appealChoices.ts';
import type { BoardContext } from './boardContext.ts';
import { markName } from './markName.ts';
import styles from './whistles.module.css';

type Props = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  summons: string | null;
  view: WhistleView;
  parts: BoardContext;
  label: string;
};

/** Chooses the mark that an appeal is against, or the appeal that a review or a withdrawal is about, and shows its case. */
export function AppealField({ field, value, onChange, summons, view, parts, label }: Props): ReactNode {
  const words = useWords(actWords);
  const chosen = typeof value === 'string' ? value : '';
  if (field.kind === 'mark') {
    const marks = marksToChoose(view, summons);
    const found = marks.find(({ id }) => id === chosen);
    const options = marks.map((mark) => ({
      value: mark.id,
      label: words.markOption(markName(mark.id, parts.names.language), parts.time(mark.dueAt)),
    }));
    return (
      <>
        <Select label={label} value={chosen} options={options} onChange={onChange} />
        {found?.open === true && found.appealUntil !== null ? (
          <small className={styles['dim']}>{words.markUntil(parts.time(found.appealUntil))}</small>
        ) : null}
      </>
    );
  }
  const open = appealsToChoose(view, summons);
  const found = open.find(({ id }) => id === chosen);
  return (
    <>
      <Select
        label={label}
        value={chosen}
        options={open.map((appeal) => ({
          value: appeal.id,
          label: words.appealOption(
            appeal.stage === 'first' ? words.appeal_first : words.appeal_second,
            nameOf(appeal, view, parts),
            markName(appeal.mark, parts.names.language),
          ),
        }))}
        onChange={onChange}
      />
      {found === undefined ? null : (
        <p data-part="w-appeal-case">
          {words.appealReason(wordOf(words, `o_${found.ground}`), found.reason)}
          {found.first === null ? null : (
            <>
              <br />
              {words.appealFirst(found.first.reason)}
            </>
          )}
        </p>
      )}
    </>
  );
}

function nameOf({ summons }: Appeal, { children }: WhistleView, { names }: BoardContext): string {
  const child = children.find(({ id }) => id === summons);
  return child === undefined ? summons : names.org(child.org);
}
