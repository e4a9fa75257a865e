import { expect, it } from 'vitest';
import { type ListPage, walkList } from '../../../electron/city/sync/paged/walkList.ts';

/** A row that counts how often it is written out, which is what hashing it costs. */
class Row {
  static written = 0;
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  toJSON(): object {
    Row.written += 1;
    return { id: this.id };
  }
}

it('hashes each row that it receives once', async () => {
  Row.written = 0;
  let received = 0;
  const fetchPage = async ({ offset, size }: { offset: number; size: number }): Promise<ListPage> => {
    const ids = Array.from({ length: 7 }, (_, n) => `A${n}`).slice(offset, offset + size);
    received += ids.length;
    return { rows: ids.map((id) => new Row(id)), total: 7, more: null, next: null };
  };
  const walk = walkList({
    ...{ fetchPage, by: 'offset', firstPage: 1, size: 3, count: null },
    identityOf: (row) => (row instanceof Row ? row.id : ''),
    signal: new AbortController().signal,
  });
  let yielded = 0;
  let step = await walk.next();
  for (; step.done !== true; step = await walk.next()) yielded += step.value.length;
  expect(step.value).toMatchObject({ received: 7, missing: null });
  expect(yielded).toBe(7);
  // The first page is read again at the end.
  expect(received).toBe(10);
  expect(Row.written).toBe(received);
});
