import { randomBytes } from 'node:crypto';
import type { ExportedCase, ExportFormat, ExportQuery } from '../../../shared/contract/exportCases.ts';
import type { Role } from '../../../shared/contract/people.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Contacts } from '../people/contacts.ts';
import { PeopleRefused } from '../people/refused.ts';
import { hasOnlyRoles } from '../people/roles.ts';
import type { Clock } from '../ports.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { createExportSheet } from './exportSheet.ts';
import { type ExportChunk, exportWorkbook } from './exportWorkbook.ts';

/**
 * Roles that administer or audit the console and do not handle cases (三员分立). Supervisors compare cases, so they may
 * export.
 */
const ROLES_WITHOUT_EXPORT: readonly Role[] = ['admin', 'audit'];
/** Some 100 KB, read in a few milliseconds, so that other requests are not held up. */
const CASES_PER_CHUNK = 500;

/** What to export: the seqs of a queue, in its order, at one revision. */
export type ExportRequest = {
  query: ExportQuery;
  reason: string;
  format: ExportFormat;
  seqs: Uint32Array;
  revision: number;
};
export type ExportFile = { number: string; filename: string; body: ReadableStream<Uint8Array> };

/** Exports of cases as a file. */
export type Exports = {
  /**
   * Starts an export; it is audited before the first byte. `current` gives the operator as of now and throws if the session
   * has ended. It is asked before each part: where they may export no more, the file breaks off and the audit says so.
   * @throws PeopleRefused for an operator who handles no cases
   */
  begin(current: () => OperatorRecord, asked: ExportRequest): ExportFile;
};

export function createExports(parts: {
  people: PeopleTable;
  contacts: Pick<Contacts, 'persons'>;
  store: { exportRows(seqs: ArrayLike<number>, now: number): ExportedCase[] };
  pack: Pick<CityPack, 'manifest' | 'grids'>;
  /** Names of codes that only earlier packs had. */
  former: PackNames;
  clock: Clock;
}): Exports {
  const { people, contacts, store, clock } = parts;
  const sheet = createExportSheet(parts.pack, parts.former);
  return {
    begin(current, { query, reason, format, seqs, revision }) {
      const by = current();
      const at = clock.now();
      const stamp = sheet.times.minute(at).replace(/\D/g, '');
      const number = `E${stamp}-${randomBytes(3).toString('hex')}`;
      const line = { at, actor: by.id, action: 'cases.export' as const, subject: number };
      const audited = (details: Record<string, unknown>, check: () => void): void => {
        try {
          check();
        } catch (error) {
          const reason = error instanceof CodedError ? error.code : 'internal';
          people.appendAuditLine({
            ...line,
            at: clock.now(),
            result: 'refused',
            details: { reason, ...details },
          });
          throw error;
        }
      };
      audited({}, () => assertMayExport(by));
      const filter = sheet.filterText(query);
      people.appendAuditLine({
        ...line,
        result: 'done',
        details: { reason, filter, count: seqs.length, revision, format },
      });
      const note = { number, at, reason, filter, revision, by: `${by.name}（${by.id}）` };
      let count = 0;
      function* chunks(): Generator<ExportChunk> {
        for (let from = 0; from < seqs.length; from += CASES_PER_CHUNK) {
          audited({ sent: count }, () => assertMayExport(current()));
          const rows = store.exportRows(seqs.subarray(from, from + CASES_PER_CHUNK), at);
          count += rows.length;
          yield rows.map((row) => ({ row, persons: contacts.persons(row.id) }));
        }
      }
      function* csv(): Generator<string> {
        yield sheet.head();
        for (const chunk of chunks()) yield chunk.map(({ row, persons }) => sheet.row(row, persons)).join('');
        yield sheet.tail({ ...note, count });
      }
      return {
        number,
        filename: `案件导出_${stamp.slice(0, 8)}-${stamp.slice(8)}_${by.id}_${seqs.length}件.${format}`,
        body: byteStream(
          format === 'csv' ? csv() : exportWorkbook(sheet, chunks(), () => ({ ...note, count })),
        ),
      };
    },
  };
}

function assertMayExport(by: OperatorRecord): void {
  if (hasOnlyRoles(by, ROLES_WITHOUT_EXPORT)) throw new PeopleRefused('forbidden', { reason: 'export' });
}

/** A stream that makes the next chunk only when it is read, so that a slow reader does not fill the memory. */
function byteStream(pieces: Generator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = pieces.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      },
      cancel: () => void pieces.return(undefined),
    },
    { highWaterMark: 0 },
  );
}
