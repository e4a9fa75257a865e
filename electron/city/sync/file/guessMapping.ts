import { readStatedLimit } from '../../../../shared/case/statedLimit.ts';
import { ContactPart } from '../../../../shared/contract/cases.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { FieldMapping } from '../../../../shared/contract/sources.ts';
import { simplified } from '../../../../shared/text/simplified.ts';
import { contactKindOfField } from '../normalise/contactFields.ts';
import { readStatus } from '../normalise/statusWords.ts';
import { tidyTime } from '../normalise/tidyTime.ts';
import { orderOf } from '../normalise/writtenDate.ts';
import { categoryLevels } from './categoryLevels.ts';
import { clockColumns } from './clockColumns.ts';
import { type ClosedAnswers, closedAnswers } from './closedQuestion.ts';
import { type Content, contactContentOf, contentOf, mayHoldTimes } from './columnContent.ts';
import { COLUMN_WORDS, type FieldName } from './columnWords.ts';
import { type Evidence, type Match, matchHeader } from './matchColumn.ts';

/** `samples`: distinct values. `filled`: rows with a value, where they were counted. */
export type Column = { name: string; samples: string[]; filled?: number };

/** A column proposed for a field and why: `matched` is the word in its name, or the kind of its values. */
export type Proposal = { column: string; evidence: Evidence; matched: string };
/** `alternatives`: the other columns that could be meant, best first. */
export type FieldProposal = Proposal & { field: FieldName; alternatives: Proposal[] };
export type ContactColumnKind = ContactPart | 'dropped';
export type ContactProposal = Proposal & { kind: ContactColumnKind };

export type Guess = {
  mapping: FieldMapping;
  missing: ('id' | 'requestedAt')[];
  proposals: FieldProposal[];
  contacts: ContactProposal[];
};

type Candidate = { column: Column; match: Match };

/** Greatest lengths that a mapping can hold. */
const MAX_PATH_CHARS = 300;
const MAX_WORD_CHARS = 200;
const MAX_PATHS = 20;

const REQUIRED = ['id', 'requestedAt'] as const;
const TIMES: readonly FieldName[] = [
  'requestedAt',
  'updatedAt',
  'closedAt',
  'dueAt',
  'suspendedAt',
  'resumedAt',
];
const FIELDS: FieldName[] = [...COLUMN_WORDS.map(({ field }) => field), ...TIMES];

/**
 * Guesses a mapping (字段映射) from column names and samples; the operator confirms it. `missing` lists the required fields
 * (`id`, `requestedAt`) that no name tells: their path is empty, or a proposal by content that nobody has confirmed.
 * `proposals` and `contacts` give the reason for each column. Words of the status column that mean closed are added to
 * the closed words.
 */
export function guessMapping(columns: Column[]): Guess {
  const contacts = contactProposals(columns);
  const contactNames = new Set(contacts.map(({ column }) => column));
  // Contact fields are split off before storage, so they cannot serve as any other field.
  const others = columns.filter(({ name }) => !contactNames.has(name) && name.length <= MAX_PATH_CHARS);
  const proposals = proposalsByName(others);
  proposals.push(...proposalsByContent(others, proposals));
  const pathOf = (field: FieldName) => proposals.find((one) => one.field === field)?.column;

  const question = pathOf('status') === undefined ? closedQuestion(others) : null;
  if (question !== null) proposals.push(question.proposal);
  const levels = categoryLevels(others.map(({ name }) => name));
  const status = columns.find(({ name }) => name === pathOf('status'));
  const stageWord = pathOf('stage') === undefined ? status?.samples.find(isStage) : undefined;
  if (status !== undefined && stageWord !== undefined) {
    const proposal: Proposal = { column: status.name, evidence: 'content', matched: stageWord };
    proposals.push({ field: 'stage', ...proposal, alternatives: [] });
  }
  const closedWords =
    question?.answers.closed ??
    (status?.samples ?? []).filter(
      (word) => word.length <= MAX_WORD_CHARS && readStatus(word).closed === true,
    );
  const clocks = clockColumns(others, pathOf);
  const fields = Object.fromEntries(proposals.map(({ field, column }) => [field, column]));
  const defaults = FieldMapping.parse({ fields: { id: '', requestedAt: '' } }).closedValues;
  return {
    mapping: FieldMapping.parse({
      fields: { id: '', requestedAt: '', ...fields },
      ...(levels.length < 2 || !levels.includes(pathOf('categoryName') ?? '')
        ? {}
        : { categoryPath: levels }),
      contact: contactPaths(contacts),
      // «2» means closed only where a preset says so; in a file it may be any code.
      closedValues: [...new Set([...defaults.filter((word) => word !== '2'), ...closedWords])],
      ...(Object.keys(clocks).length === 0 ? {} : { clocks }),
      ...timeFormatOf(columns.filter(({ name }) => TIMES.some((field) => pathOf(field) === name))),
      ...(question === null || question.answers.open.length === 0
        ? {}
        : { openValues: question.answers.open }),
      crs: statedCrs(columns) ?? 'wgs84',
    }),
    missing: REQUIRED.filter(
      (field) => !proposals.some((one) => one.field === field && one.evidence !== 'content'),
    ),
    proposals,
    contacts,
  };
}

function proposalsByName(columns: Column[]): FieldProposal[] {
  const anyFilled = columns.some((column) => filledOf(column) > 0);
  const candidates = columns.flatMap((column): Candidate[] => {
    const match = matchHeader(column.name);
    if (match === null) return [];
    if (TIMES.includes(match.field) && match.field !== 'requestedAt' && !mayHold(match.field, column))
      return [];
    return [{ column, match }];
  });
  const found = FIELDS.flatMap((field) => {
    const ranked = candidates
      .filter(({ match }) => match.field === field)
      .toSorted((a, b) => compare(a, b, anyFilled));
    const [best, ...alternatives] = ranked.map(proposalOf);
    return best === undefined ? [] : [{ field, ...best, alternatives }];
  });
  // One coordinate alone is useless.
  const both = (['lon', 'lat'] as const).every((field) => found.some((one) => one.field === field));
  return both ? found : found.filter(({ field }) => field !== 'lon' && field !== 'lat');
}

function mayHold(field: FieldName, { samples }: Column): boolean {
  return (
    mayHoldTimes(samples) || (field === 'dueAt' && samples.some((text) => readStatedLimit(text) !== null))
  );
}

function proposalOf({ column, match }: Candidate): Proposal {
  return { column: column.name, evidence: match.evidence, matched: match.matched };
}

/** The order of dates with slashes, where all that tell it tell the same. */
function timeFormatOf(times: Column[]): { timeFormat?: string } {
  const texts = times.flatMap(({ samples }) => samples);
  const orders = new Set(texts.map((text) => orderOf(tidyTime(text.trim()))));
  if (orders.has('day-first') === orders.has('month-first')) return {};
  return { timeFormat: orders.has('day-first') ? 'auto-dmy' : 'auto-mdy' };
}

/** 是否办结 says what a column of states would, where a list has none. */
function closedQuestion(columns: Column[]): { proposal: FieldProposal; answers: ClosedAnswers } | null {
  for (const column of columns) {
    const answers = closedAnswers(column);
    if (answers === null) continue;
    const matched = column.name.slice(0, MAX_WORD_CHARS);
    const proposal = { column: column.name, evidence: 'name', matched, alternatives: [] } as const;
    return { proposal: { field: 'status', ...proposal, alternatives: [] }, answers };
  }
  return null;
}

/** The better column first. A required field is never taken from an empty column where another has values. */
function compare(a: Candidate, b: Candidate, anyFilled: boolean): number {
  const isEmpty = ({ column }: Candidate) => Number(anyFilled && filledOf(column) === 0);
  const isPart = ({ match }: Candidate) => Number(match.evidence !== 'name');
  // A limit as a moment says more than one as a length, «4工作时».
  const isUnfit = ({ column, match }: Candidate) =>
    Number((match.field === 'requestedAt' || match.field === 'dueAt') && !mayHoldTimes(column.samples));
  const isRequired = REQUIRED.some((field) => field === a.match.field);
  return (
    (isRequired ? isEmpty(a) - isEmpty(b) : 0) ||
    isUnfit(a) - isUnfit(b) ||
    isPart(a) - isPart(b) ||
    isEmpty(a) - isEmpty(b) ||
    a.match.rank - b.match.rank ||
    filledOf(b.column) - filledOf(a.column)
  );
}

function filledOf(column: Column): number {
  return column.filled ?? column.samples.length;
}

/** Columns for the required fields and the coordinates, by their values alone, where no name tells them. */
function proposalsByContent(columns: Column[], named: FieldProposal[]): FieldProposal[] {
  const taken = new Set(named.map(({ column }) => column));
  const free = columns
    .filter(({ name }) => !taken.has(name) && matchHeader(name) === null)
    .map((column) => ({ column, content: contentOf(column.samples) }));
  const most = Math.max(0, ...columns.map(({ samples }) => samples.length));
  const propose = (field: FieldName, content: Content): FieldProposal[] => {
    if (named.some((one) => one.field === field)) return [];
    const [best, ...alternatives] = free
      .filter((one) => one.content === content)
      // A number of the case is different in each row.
      .filter(({ column }) => content !== 'codes' || column.samples.length === most)
      .map(({ column }): Proposal => ({ column: column.name, evidence: 'content', matched: content }));
    return best === undefined ? [] : [{ field, ...best, alternatives }];
  };
  const isPlaced = named.some(({ field }) => field === 'point');
  const lon = isPlaced ? [] : propose('lon', 'longitudes');
  const lat = isPlaced ? [] : propose('lat', 'latitudes');
  const point = lon.length > 0 && lat.length > 0 ? [...lon, ...lat] : [];
  return [...propose('id', 'codes'), ...propose('requestedAt', 'times'), ...point];
}

/** Words such as 处置中 or 待核查 name a stage; 结案 and 待受理 may merely mean closed and open. */
function isStage(word: string): boolean {
  const { stage } = readStatus(word);
  return stage !== null && stage !== 'closed' && stage !== 'reported';
}

/**
 * The kind of contact data in a column, by its name; `dropped` data is never stored. Null for all other columns.
 * Everything inside a contact field (`reporter.name`, `reporter.street`) is contact data too.
 */
export function contactKindOfColumn(name: string): ContactColumnKind | null {
  const kind = contactKindOfField(name);
  if (kind === 'other') return 'dropped';
  return kind === 'name-part' ? 'name' : kind;
}

/**
 * The contact columns, by name and by content. The values of all are stored in this order, so those of
 * officials (部门联系人) come after those of citizens.
 */
function contactProposals(columns: Column[]): ContactProposal[] {
  const found = columns.flatMap((column): ContactProposal[] => {
    const { name } = column;
    const byName = contactKindOfColumn(name);
    if (byName !== null) return [{ column: name, kind: byName, evidence: 'name', matched: name }];
    // Numbers of cases may look like those of telephones.
    const byContent = matchHeader(name)?.field === 'id' ? null : contactContentOf(column.samples);
    return byContent === null
      ? []
      : [{ column: name, kind: byContent, evidence: 'content', matched: byContent }];
  });
  return found.toSorted((a, b) => Number(isOffice(a.column)) - Number(isOffice(b.column)));
}

function isOffice(name: string): boolean {
  return /部门|单位|承办|主办|处置|办理|责任|社区|物业|网格|监督员|受话|被叫/.test(simplified(name));
}

function contactPaths(contacts: ContactProposal[]): FieldMapping['contact'] {
  const paths: FieldMapping['contact'] = {};
  for (const kind of [...ContactPart.options, 'dropped'] as const) {
    const names = contacts
      .filter((one) => one.kind === kind && one.column.length <= MAX_PATH_CHARS)
      // Dropped columns that their name tells are found in each row; only the others must be named.
      .filter(({ evidence }) => kind !== 'dropped' || evidence === 'content')
      .map(({ column }) => column);
    const [only] = names;
    if (only !== undefined) paths[kind] = names.length === 1 ? only : names.slice(0, MAX_PATHS);
  }
  return paths;
}

/** The reference system that a column's name states: 经度（WGS84）, 坐标x(百度). Null where none does. */
export function statedCrs(columns: readonly Pick<Column, 'name'>[]): Crs | null {
  const names = columns.map((column) => simplified(column.name.toLowerCase())).join(' ');
  if (/bd-?09|百度/.test(names)) return 'bd09';
  if (/gcj|高德|腾讯|火星/.test(names)) return 'gcj02';
  if (/cgcs|2000坐标/.test(names)) return 'cgcs2000';
  return /wgs-?84/.test(names) ? 'wgs84' : null;
}
