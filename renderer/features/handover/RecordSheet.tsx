import type { ReactNode } from 'react';
import {
  type HandoverItem,
  type HandoverRecord,
  type HandoverSheet,
  NoteHeading,
} from '../../../shared/contract/handover.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { clockTime, dateText } from '../../live/link/cityTime.ts';
import { ackText, factText, type TextContext } from './factText.ts';
import styles from './handover.module.css';
import { groupsOf } from './lines.ts';

/** The signed record (交接班记录) on screen and on paper. Remaining times are those at the signature. */
export function RecordSheet({ record, context }: { record: HandoverSheet; context: TextContext }): ReactNode {
  const { words, language, zone } = context;
  const marks = PUNCTUATION[language];
  const signedAt = record.incoming.signedAt;
  const atSignature = { ...context, now: signedAt };
  const time = (at: number): string => `${dateText(at, zone)} ${clockTime(at, zone)}`;
  const person = ({ name, roles }: HandoverRecord['outgoing']): string =>
    `${name}${marks.open}${roles.map((role) => ROLE_WORDS[role][language]).join(marks.comma)}${marks.close}`;
  const lines = groupsOf(record).flatMap((group) =>
    group.id === 'notes' ? [] : group.lines.flatMap(({ item }) => (item === null ? [] : [item])),
  );
  return (
    <article className={styles['sheet']} aria-label={words.sheet}>
      <h3>{words.sheet}</h3>
      <dl>
        <div>
          <dt>{words.sheetPost}</dt>
          <dd>{record.post.name}</dd>
        </div>
        <div>
          <dt>{words.sheetShift}</dt>
          <dd>
            {dateText(record.shift.at, zone)} {record.shift.name}
          </dd>
        </div>
        <div>
          <dt>{words.outgoing}</dt>
          <dd>{person(record.outgoing)}</dd>
        </div>
        <div>
          <dt>{words.incoming}</dt>
          <dd>{person(record.incoming)}</dd>
        </div>
        <div>
          <dt>{words.sheetPeriod}</dt>
          <dd>
            {time(record.since)} — {time(signedAt)}
          </dd>
        </div>
        <div>
          <dt>{words.sheetNo}</dt>
          <dd>
            <code>{record.id}</code>
          </dd>
        </div>
        <div>
          <dt>{words.sheetHead}</dt>
          <dd>
            <code data-part="journal-head">
              {record.head.pos}:{record.head.value}
            </code>
          </dd>
        </div>
      </dl>
      <h4>{words.sheetItems}</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columnNo}</th>
            <th scope="col">{words.columnWhat}</th>
            <th scope="col">{words.columnState}</th>
            <th scope="col">{words.columnVerdict}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((item, index) => {
            const text = factText(item.fact, atSignature);
            return (
              <tr key={item.key}>
                <td>{index + 1}</td>
                <td>
                  {text.title}
                  {item.mark === 'plain' ? '' : `${marks.open}${words[`mark_${item.mark}`]}${marks.close}`}
                </td>
                <td>{text.state}</td>
                <td className={styles['verdict']}>{verdictText(item, context)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h4>{words.sheetNotes}</h4>
      <table className={styles['sheet-notes']}>
        <tbody>
          {NoteHeading.options.map((heading) => {
            const item = record.items.find(({ key }) => key === `note:${heading}`);
            return (
              <tr key={heading}>
                <th scope="row">{words[`heading_${heading}`]}</th>
                <td className={styles['words']}>{record.notes[heading] || words.none}</td>
                <td className={styles['verdict']}>
                  {item === undefined || record.notes[heading] === '' ? '' : verdictText(item, context)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h4>{words.sheetSignatures}</h4>
      <dl>
        <div>
          <dt>{words.outgoing}</dt>
          <dd>
            {record.outgoing.name} {time(record.outgoing.signedAt)}
          </dd>
        </div>
        <div>
          <dt>{words.incoming}</dt>
          <dd>
            {record.incoming.name} {time(signedAt)}
          </dd>
        </div>
      </dl>
    </article>
  );
}

function verdictText({ ack, mark }: HandoverItem, context: TextContext): string {
  if (ack === null) return mark === 'ended' ? context.words.mark_ended : '';
  return ackText(ack, context);
}
