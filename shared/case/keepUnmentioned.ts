import type { CasePause, CaseStage } from '../contract/cases.ts';
import { NO_CATEGORY, UNKNOWN_CODE } from '../pack/noCategory.ts';
import { limitBy, type PackPlacer, type TimedCase } from '../pack/placer.ts';
import type { ListField, Mentioned, StoredCase } from './mentioned.ts';
import type { Contact, NormalisedCase, PlacedCase } from './normalised.ts';
import { isSamePauses, nextPauses } from './pauses.ts';
import { statedLimitOf } from './statedLimit.ts';
import { titleOf } from './titleOf.ts';

type Placing = Pick<PackPlacer, 'place' | 'codeOf' | 'due'>;
type Progress = Pick<PlacedCase, 'status' | 'stage' | 'closedAt'>;
type Category = { code: string | null; name: string | null };
type Place = Pick<PlacedCase, 'lon' | 'lat' | 'locationQuality' | 'originalLocation' | 'street' | 'grid'>;

/**
 * A case as a row of a list leaves it: what the row mentions as the row has it, and everything else as it is stored. A field
 * for which the list has no column is not mentioned; an empty cell of a column that is there empties the field. What follows
 * from other fields (title, status, street, grid, deadline) is derived again from what holds now.
 */
export function keepUnmentioned(
  row: NormalisedCase,
  mentioned: Mentioned,
  stored: StoredCase,
  placer: Placing,
  clock: { pauses: readonly CasePause[]; at: number },
): PlacedCase {
  const has = (field: ListField): boolean => mentioned.has(field);
  const category = categoryOf(row, mentioned, stored, placer);
  const categoryName = category.name ?? category.code;
  const categoryCode = placer.codeOf({
    categoryCode: category.code ?? category.name ?? UNKNOWN_CODE,
    categoryName: categoryName ?? NO_CATEGORY,
    ...(row.categoryPath === undefined ? {} : { categoryPath: row.categoryPath }),
    ...(row.mappedCategory === undefined ? {} : { mappedCategory: row.mappedCategory }),
  });
  const description = has('description') ? row.description : stored.description;
  const upstreamDueAt = has('dueAt') ? row.upstreamDueAt : stored.upstreamDueAt;
  const progress = progressOf(row, mentioned, stored);
  const updatedAt = has('updatedAt') ? row.updatedAt : stored.updatedAt;
  // A row without a time of change was changed when it came.
  const report = { ...row, ...progress, updatedAt: has('updatedAt') ? row.updatedAt : null };
  const pauses = nextPauses(clock.pauses, report, clock.at);
  const isPausedAsBefore = isSamePauses(clock.pauses, pauses);
  const originalTimes = timesOf(row, mentioned, stored);
  return {
    sourceId: row.sourceId,
    ...progress,
    ...(isPausedAsBefore ? {} : { pauses }),
    categoryCode,
    categoryName: categoryName ?? NO_CATEGORY,
    title: titleOf(ownTitle(row, mentioned, stored), categoryName, description),
    description,
    address: has('address') ? row.address : stored.address,
    org: has('org') ? row.org : stored.org,
    channel: has('channel') ? row.channel : stored.channel,
    statusNotes: has('statusNotes') ? row.statusNotes : stored.statusNotes,
    mediaUrl: has('mediaUrl') ? row.mediaUrl : stored.mediaUrl,
    requestedAt: row.requestedAt,
    updatedAt,
    upstreamDueAt,
    rework: has('rework') ? row.rework : stored.rework,
    ...placeOf(row, mentioned, stored, placer),
    originalTimes,
    contact: contactOf(row, mentioned, stored, description),
    raw: mergedRaw(stored.raw, row.raw),
    ...dueOf(
      {
        ...{ upstreamDueAt, categoryCode, requestedAt: row.requestedAt, pauses },
        stated: statedLimitOf(originalTimes),
      },
      !has('dueAt') && isPausedAsBefore,
      stored,
      placer,
    ),
  };
}

/** A list without status, stage and time of closing neither closes nor reopens a case. */
function progressOf(row: NormalisedCase, mentioned: Mentioned, stored: StoredCase): Progress {
  const [stageCell, closingCell] = [mentioned.get('stage'), mentioned.get('closedAt')];
  // It was closed because a list lacked it. This one has it.
  const before: Progress =
    stored.absence === null ? stored : { status: 'open', stage: stored.absence.stage, closedAt: null };
  const isClosed = closedNow(row, mentioned, before, stored.originalTimes['closedAt']);
  const closedAt = closingCell === undefined ? before.closedAt : row.closedAt;
  const keptStage =
    isClosed === (before.status === 'closed') || isClosedStage(before.stage) === isClosed
      ? before.stage
      : null;
  return {
    status: isClosed ? 'closed' : 'open',
    stage: stageCell === undefined ? keptStage : row.stage,
    closedAt: isClosed ? closedAt : null,
  };
}

/**
 * `knownTime`: the time of closing as it was written before. A stage or time that is not new tells nothing new: a case that
 * was reopened keeps the time of its first closing.
 */
function closedNow(
  row: NormalisedCase,
  mentioned: Mentioned,
  before: Progress,
  knownTime: string | undefined,
): boolean {
  const statusCell = mentioned.get('status');
  if (statusCell === true) return row.status === 'closed';
  const stage = mentioned.has('stage') ? row.stage : before.stage;
  const closedAt = mentioned.has('closedAt') ? row.closedAt : before.closedAt;
  // An emptied status leaves what the other fields say.
  if (statusCell === false) return isClosedStage(stage) || closedAt !== null;
  const isOtherStage = stage !== null && stage !== before.stage;
  const isOtherTime = row.closedAt !== null && row.originalTimes['closedAt'] !== knownTime;
  if (isOtherStage || isOtherTime) return isOtherTime || isClosedStage(stage);
  const isTimeTakenBack = mentioned.get('closedAt') === false && before.closedAt !== null;
  return isTimeTakenBack ? isClosedStage(stage) : before.status === 'closed';
}

function isClosedStage(stage: CaseStage | null): boolean {
  return stage === 'closed' || stage === 'cancelled';
}

/** Code and name stand for each other where one is missing, so each is kept only where it was stated and still fits. */
function categoryOf(
  row: NormalisedCase,
  mentioned: Mentioned,
  stored: StoredCase,
  placer: Placing,
): Category {
  const [codeCell, nameCell] = [mentioned.get('categoryCode'), mentioned.get('categoryName')];
  const known = statedCategory(stored, placer);
  const code = codeCell === undefined ? known.code : codeCell ? row.categoryCode : null;
  const name = nameCell === undefined ? known.name : nameCell ? row.categoryName : null;
  const isOtherName = nameCell === true && known.name !== null && name !== known.name;
  // A path of 大类 and 小类 says which of the items with this name it is.
  const isToldByPath = nameCell === true && row.categoryPath !== undefined;
  const isOtherCode = codeCell === true && known.code !== null && code !== known.code;
  return {
    code: codeCell === undefined && (isOtherName || isToldByPath) ? null : code,
    name: nameCell === undefined && isOtherCode ? null : name,
  };
}

/** What of a stored category its upstream stated, and not the other of the two. */
function statedCategory({ categoryCode, categoryName }: StoredCase, placer: Placing): Category {
  if (categoryName === NO_CATEGORY && categoryCode === UNKNOWN_CODE) return { code: null, name: null };
  if (categoryCode === categoryName)
    return looksLikeCode(categoryCode)
      ? { code: categoryCode, name: null }
      : { code: null, name: categoryName };
  const byName = placer.codeOf({ categoryCode: categoryName, categoryName });
  return { code: byName === categoryCode ? null : categoryCode, name: categoryName };
}

function looksLikeCode(text: string): boolean {
  return /^[\w.-]+$/.test(text) && /\d/.test(text);
}

/** The title that an upstream gave, null if it follows from category and description. */
function ownTitle(row: NormalisedCase, mentioned: Mentioned, stored: StoredCase): string | null {
  const cell = mentioned.get('title');
  if (cell !== undefined) return cell ? row.title : null;
  const { title, categoryName, description } = stored;
  const derived = titleOf(null, categoryName === NO_CATEGORY ? null : categoryName, description);
  return title === derived ? null : title;
}

/** A point tells street and grid; without one, the words of the upstream do. */
function placeOf(row: NormalisedCase, mentioned: Mentioned, stored: StoredCase, placer: Placing): Place {
  const has = (field: ListField): boolean => mentioned.has(field);
  const { lon, lat, locationQuality, originalLocation } = has('location') ? row : stored;
  const point = { lon, lat, locationQuality, originalLocation };
  const kept = { street: stored.street, grid: stored.grid };
  if (lon !== null) return { ...point, ...(has('location') ? placer.place({ lon, lat }) : kept) };
  // The words of an earlier list hold; a street that was told by a point which is no more does not.
  const before = stored.lon === null ? kept : { street: null, grid: null };
  if (!has('street') && !has('community') && !has('grid')) return { ...point, ...before };
  const words = row.placeWords ?? { street: null, community: null, grid: null };
  const street = has('street') ? words.street : before.street;
  const byWords = (grid: string | null) =>
    placer.place({ lon: null, lat: null, placeWords: { street, community: words.community, grid } });
  const told = byWords(words.grid);
  if (has('grid') || before.grid === null) return { ...point, ...told };
  const inGrid = byWords(before.grid);
  const fits = inGrid.street !== null && (told.street === null || told.street === inGrid.street);
  return { ...point, ...(fits ? inGrid : told) };
}

function dueOf(
  now: TimedCase & Pick<PlacedCase, 'upstreamDueAt'>,
  isAsBefore: boolean,
  stored: StoredCase,
  placer: Placing,
): Pick<PlacedCase, 'dueAt' | 'dueBasis'> {
  const isSame = now.categoryCode === stored.categoryCode && now.requestedAt === stored.requestedAt;
  if (now.upstreamDueAt === null && isAsBefore && isSame)
    return { dueAt: stored.dueAt, dueBasis: stored.dueBasis };
  return limitBy(placer, now.upstreamDueAt, now);
}

/** Times as they were written, of those that hold. */
function timesOf(row: NormalisedCase, mentioned: Mentioned, stored: StoredCase): Record<string, string> {
  const times = { ...row.originalTimes };
  for (const field of ['updatedAt', 'closedAt', 'dueAt', 'suspendedAt', 'resumedAt'] as const) {
    const before = stored.originalTimes[field];
    const said = field === 'suspendedAt' || field === 'resumedAt' ? 'suspension' : field;
    if (!mentioned.has(said) && before !== undefined) times[field] = before;
  }
  return times;
}

type ContactPart = Exclude<keyof Contact, 'originalDescription'>;

function contactOf(
  row: NormalisedCase,
  mentioned: Mentioned,
  stored: StoredCase,
  description: string | null,
): Contact | null {
  const part = (field: ListField, name: ContactPart): string | null =>
    (mentioned.has(field) ? row.contact : stored.contact)?.[name] ?? null;
  const contact = {
    name: part('contactName', 'name'),
    phone: part('contactPhone', 'phone'),
    email: part('contactEmail', 'email'),
    address: part('contactAddress', 'address'),
    identity: part('contactIdentity', 'identity'),
    originalDescription:
      (mentioned.has('description') ? row.contact?.originalDescription : null) ??
      // A row that is read again from the quarantine has its numbers masked already.
      (description === stored.description ? (stored.contact?.originalDescription ?? null) : null),
  };
  return Object.values(contact).every((value) => value === null) ? null : contact;
}

/** The row as received, with the columns of earlier lists that this one has not. */
function mergedRaw(before: string, now: string): string {
  const [earlier, later] = [objectOf(before), objectOf(now)];
  return earlier === null || later === null ? now : JSON.stringify({ ...earlier, ...later });
}

function objectOf(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
