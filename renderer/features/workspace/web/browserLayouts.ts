import { singleWindowLayout } from '../../../../shared/layout/editLayout.ts';
import type { LayoutBook } from '../../../../shared/layout/layout.ts';
import type { WorkspaceNotice } from '../../../../shared/layout/workspaceView.ts';
import {
  type LayoutInForce,
  loadBook,
  loadLayoutInForce,
  saveBook,
  saveLayoutInForce,
} from './layoutStorage.ts';
import { webDisplays } from './screens.ts';

/**
 * The layouts that the windows of a browser profile share through its storage, and what this window has to tell the
 * operator about them.
 */
export class BrowserLayouts {
  #notes: WorkspaceNotice[] = [];

  get notes(): readonly WorkspaceNotice[] {
    return this.#notes;
  }

  /** Adds a note in place of an earlier one of its code. */
  note(added: WorkspaceNotice): void {
    this.dropNote(added.code);
    this.#notes.push(added);
  }

  dropNote(code: WorkspaceNotice['code']): void {
    this.#notes = this.#notes.filter((note) => note.code !== code);
  }

  /** The saved layouts; a damaged book leaves a note. */
  book(): LayoutBook {
    const { book, state } = loadBook();
    if (state === 'previous') this.note({ code: 'book-previous' });
    if (state === 'lost') this.note({ code: 'book-lost' });
    return book;
  }

  saveBook(next: LayoutBook): void {
    if (!saveBook(next)) this.note({ code: 'book-unwritable' });
  }

  /** Before any profile was chosen: a single wall. */
  inForce(): LayoutInForce {
    return (
      loadLayoutInForce() ?? { turn: 0, active: null, layout: singleWindowLayout('wall', webDisplays()) }
    );
  }

  putInForce(next: LayoutInForce): void {
    saveLayoutInForce(next);
  }
}
