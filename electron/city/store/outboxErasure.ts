import type { Database } from 'better-sqlite3';
import { contactWords } from '../../../shared/case/contactValues.ts';
import { valuesWithoutContact } from '../../../shared/outbox/render.ts';

type Names = NonNullable<Parameters<typeof contactWords>[0]>;

/**
 * Returns a function that hides the contact data of a case in the texts of all messages (回传) that concern it; to be called in
 * the transaction that erases that data, and before it is gone. Until then such words are hidden wherever a message is shown
 * or sent; afterwards nobody would know them.
 */
export function outboxEraser(db: Database): (seq: number) => void {
  const names = db.prepare<{ seq: number }, Names>(
    `SELECT name, phone, email, address, identity FROM contacts WHERE seq = :seq UNION ALL
     SELECT contact ->> '$[0]', contact ->> '$[1]', contact ->> '$[2]', contact ->> '$[4]', contact ->> '$[5]'
     FROM import_cases WHERE seq = :seq AND contact IS NOT NULL`,
  );
  const messages = db.prepare<[number], { id: number; body: string }>(
    `WITH one AS (SELECT s.id || ':' || c.source_id AS id FROM cases c JOIN sources s ON s.key = c.source WHERE c.seq = ?)
     SELECT o.id, o.body FROM outbox o WHERE o.case_id = (SELECT id FROM one) UNION
     SELECT o.id, o.body FROM whistle_cases l JOIN whistles w ON w.key = l.whistle JOIN outbox o ON o.whistle = w.id
     WHERE l.case_id = (SELECT id FROM one)`,
  );
  const rewrite = db.prepare('UPDATE outbox SET body = ? WHERE id = ?');
  return (seq) => {
    const words = names.all({ seq }).flatMap(contactWords);
    if (words.length === 0) return;
    for (const { id, body } of messages.all(seq)) {
      const plain = JSON.stringify(valuesWithoutContact(JSON.parse(body), words));
      if (plain !== body) rewrite.run(plain, id);
    }
  };
}
