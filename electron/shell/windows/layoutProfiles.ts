import type { Display } from '../../../shared/layout/display.ts';
import { type Layout, type LayoutBook, ProfileId } from '../../../shared/layout/layout.ts';
import { layoutFor, withLayout } from '../../../shared/layout/layoutBook.ts';
import type { WorkspaceNotice, WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import type { LayoutStore } from './layoutStore.ts';

/** The newest notices are kept; older ones have been read. */
const MAX_NOTICES = 4;

/** The saved profiles (窗口布局) of this workstation, the one in use, and notices about windows for the operator. */
export class LayoutProfiles {
  readonly #store: LayoutStore;
  #book: LayoutBook;
  #notices: WorkspaceNotice[] = [];
  /** Null before the first switch. */
  active: ProfileId | null = null;
  /** Number of switches so far. */
  switches = 0;

  constructor(store: LayoutStore) {
    this.#store = store;
    const { book, state } = store.read();
    this.#book = book;
    if (state === 'previous') this.note({ code: 'book-previous' });
    if (state === 'lost') this.note({ code: 'book-lost' });
  }

  /** The profile chosen last; null at the very first start. */
  get lastActive(): ProfileId | null {
    return this.#book.active;
  }

  get notices(): WorkspaceNotice[] {
    return [...this.#notices];
  }

  /** Makes a profile the active one and returns its layout. Notices about the windows of the previous one are dropped. */
  activate(profile: ProfileId, displays: readonly Display[]): ReturnType<typeof layoutFor> {
    const kept = layoutFor(this.#book, profile, displays);
    this.active = profile;
    this.switches += 1;
    this.#notices = this.#notices.filter(({ code }) => code.startsWith('book-') || code === 'no-positions');
    return kept;
  }

  /** Writes the layout of a profile, and that it is the active one. */
  save(profile: ProfileId, layout: Layout, origin: ReturnType<typeof layoutFor>['origin']): void {
    this.active = profile;
    this.#write({ ...withLayout(this.#book, profile, layout, origin), active: profile });
  }

  /** Deletes the saved layout of a profile; the next switch makes one for the displays present then. */
  reset(profile: ProfileId): void {
    const { [profile]: _, ...rest } = this.#book.profiles;
    this.#write({ ...this.#book, profiles: rest });
  }

  summaries(): WorkspaceView['profiles'] {
    return ProfileId.options.map((id) => ({ id, origin: this.#book.profiles[id]?.origin ?? 'made' }));
  }

  /** Adds a notice; it replaces an earlier one with the same code. */
  note(notice: WorkspaceNotice): void {
    this.#notices = [...this.#notices.filter(({ code }) => code !== notice.code), notice].slice(-MAX_NOTICES);
  }

  #write(book: LayoutBook): void {
    this.#book = book;
    if (!this.#store.write(book)) this.note({ code: 'book-unwritable' });
  }
}
