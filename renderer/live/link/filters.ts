import { z } from 'zod';
import { create } from 'zustand';
import { linkableText } from '../../../shared/privacy/searchText.ts';
import { writeAddressLater } from '../../base/address.ts';
import { openChannel } from '../../base/channel.ts';
import { isWall } from '../client/identity.ts';
import { EMPTY_FILTER, Filter } from './filter.ts';
import { parseSearch, writeSearch } from './filterAddress.ts';
import { isNewer, NO_VERSION, parseVersion, Version } from './version.ts';

/** A place that was looked for, WGS-84; `name` as it is shown. */
const Place = z.object({ name: z.string().max(200), lon: z.number(), lat: z.number() });

/**
 * State shared by linked windows. `caseId` is the selected case, `whistleId` the whistle shown on the maps, `place` one that
 * was looked for.
 */
const Linked = z.object({
  filter: Filter,
  caseId: z.string().nullable(),
  whistleId: z.string().nullable(),
  place: Place.nullable().default(null),
});
export type Linked = z.infer<typeof Linked>;
type LinkState = Linked & {
  /** A pinned window keeps its own filter and selection. */
  pinned: boolean;
};

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('share'), linked: Linked, version: Version }),
  /** Sent by a window that joins or wakes: requests the state of the others. */
  z.object({ kind: z.literal('hello') }),
]);
const { post, subscribe } = openChannel('citywhistle-linked', Message);

/** The address of this window; injected, since this module also runs where there is none. */
export type AddressBar = {
  search(): string;
  replace(search: string): void;
  /** The version stored before a reload of this window; null if there is none. */
  loadVersion(): string | null;
  saveVersion(text: string): void;
  /** Calls back whenever the window becomes visible after the browser suspended it. */
  onWake(wake: () => void): void;
};
let bar: AddressBar | null = null;

export const useLink = create<LinkState>()(() => ({
  filter: EMPTY_FILTER,
  caseId: null,
  whistleId: null,
  place: null,
  pinned: false,
}));

/** Breaks the tie between windows that change the state in the same millisecond. */
const WINDOW_ID = crypto.randomUUID();
/**
 * When and in which window the current state was chosen, so that a window that was suspended does not restore old
 * state.
 */
let version = NO_VERSION;

/** Reads the address and connects to the other windows. To be called once, before the first render. */
export function startLinking(address: AddressBar): void {
  bar = address;
  const { filter, caseId, pinned, hasFilter } = parseSearch(address.search());
  useLink.setState({ filter, caseId, pinned });
  // A reload restores the state with its age; a link just opened is a new choice.
  if (hasFilter) version = parseVersion(address.loadVersion()) ?? { at: Date.now(), from: WINDOW_ID };
  // Contact data in a link is removed from the address at once.
  if ((new URLSearchParams(address.search()).get('q') ?? '') !== filter.q) updateAddress();
  subscribe((message) => {
    const now = useLink.getState();
    if (now.pinned) return;
    if (message.kind === 'hello') postShared();
    else if (isNewer(message.version, version)) {
      version = message.version;
      apply({ ...message.linked, filter: withOwnText(message.linked.filter, now.filter) }, false);
    }
  });
  // Messages sent while the browser had suspended this window may be lost: request the state of the others.
  address.onWake(() => {
    if (!useLink.getState().pinned) post({ kind: 'hello' });
  });
  // Adopt the state of the others, unless it is older.
  if (!pinned) post({ kind: 'hello' });
}

/** The state of the others, with this window's search text if that is not shared. */
function withOwnText(received: Filter, own: Filter): Filter {
  const q = linkableText(received.q);
  return { ...received, q: q === '' && linkableText(own.q) === '' ? own.q : q };
}

function postShared(): void {
  const { filter, caseId, whistleId, place } = useLink.getState();
  post({
    kind: 'share',
    linked: { filter: { ...filter, q: linkableText(filter.q) }, caseId, whistleId, place },
    version,
  });
}

/** Changes part of the filter, in every linked window unless this one is pinned. */
export function setFilter(change: Partial<Filter>): void {
  const filter = { ...useLink.getState().filter, ...change };
  apply({ filter: isWall() ? { ...filter, q: linkableText(filter.q) } : filter }, true);
}

/** Removes a search text with contact data, when this window becomes one that everybody can read. */
export function dropContactSearch(): void {
  const { filter } = useLink.getState();
  useLink.setState({ filter: { ...filter, q: linkableText(filter.q) } });
}

/** Forgets the text of the search in this window and its address. */
export function dropSearch(): void {
  const { filter } = useLink.getState();
  if (filter.q === '') return;
  useLink.setState({ filter: { ...filter, q: '' } });
  updateAddress();
}

/** Selects a case, or nothing. */
export function select(caseId: string | null): void {
  apply(caseId === null ? { caseId } : { caseId, place: null }, true);
}

/** Marks a place on the maps of linked windows, which fly there; null takes the mark away. */
export function showPlace(place: Linked['place']): void {
  // The maps follow a case or a whistle before a place.
  apply(place === null ? { place } : { place, caseId: null, whistleId: null }, true);
}

/** Selects the whistle shown on the maps of linked windows; null: none. Boards do not follow. */
export function showWhistleOnMaps(whistleId: string | null): void {
  if (useLink.getState().whistleId !== whistleId) apply({ whistleId }, true);
}

/** Pins this window to its own filter, or links it again, which adopts the state of the others. */
export function setPinned(pinned: boolean): void {
  useLink.setState({ pinned });
  // Choices made while pinned applied to this window only.
  if (!pinned) version = NO_VERSION;
  updateAddress();
  if (!pinned) post({ kind: 'hello' });
}

function apply(change: Partial<Linked>, share: boolean): void {
  const before = useLink.getState();
  useLink.setState(change);
  const shares = share && !before.pinned;
  if (shares) version = { at: Math.max(Date.now(), version.at + 1), from: WINDOW_ID };
  if (isMovement(before, useLink.getState())) writeAddressLater(updateAddress);
  else updateAddress();
  if (shares) postShared();
}

/** Whether only the chosen part of time moved on, as it does many times a second under a hand. */
function isMovement(before: LinkState, now: LinkState): boolean {
  if (before.filter.range === null || now.filter.range === null) return false;
  const rest = ({ filter, ...others }: LinkState): string =>
    JSON.stringify({ ...others, filter: { ...filter, range: null } });
  return rest(before) === rest(now);
}

/**
 * Keeps the address current, so that a reload or a copied link shows the same; and with it the age of what it shows, so
 * that a reload never passes off an older state for the newest.
 */
function updateAddress(): void {
  if (bar === null) return;
  const search = writeSearch(bar.search(), useLink.getState());
  if (search !== bar.search()) bar.replace(search);
  bar.saveVersion(JSON.stringify(version));
}
