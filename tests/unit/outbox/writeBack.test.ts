import { describe, expect, it } from 'vitest';
import { RestWriteBack, WriteBack } from '../../../shared/contract/writeBack.ts';

const feedback = { path: 'cases/{{case.id}}/feedback', body: { text: '{{event.text}}' } };

/** Where a configuration is refused, and why. */
function faults(given: unknown): string[] {
  const read = WriteBack.safeParse(given);
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message.split(' / ').at(-1)}`);
}

describe('what a source is told', () => {
  it('is read with defaults: POST, JSON, success by status, no key, no read-back', () => {
    const { actions, paused, receivesContact, on } = WriteBack.parse({ actions: { feedback } });
    expect({ paused, receivesContact, on }).toEqual({ paused: false, receivesContact: false, on: {} });
    expect(actions.feedback).toEqual({
      ...{ method: 'POST', path: 'cases/{{case.id}}/feedback', query: {}, headers: {}, format: 'json' },
      ...{ body: { text: '{{event.text}}' }, key: null, messagePath: null, idPath: null, readBack: null },
      success: { statuses: [200, 201, 202, 204], path: null, values: [] },
    });
  });

  it('may not name what does not exist, at whatever depth, and says which', () => {
    const deep = { list: [{ a: ['{{event.txt}}'] }] };
    expect(faults({ actions: { feedback: { ...feedback, body: deep } } }).join()).toContain(
      'actions.feedback.body',
    );
    expect(faults({ actions: { feedback: { ...feedback, path: 'a/{{case.no}}' } } })).toEqual([
      'actions.feedback.path: there is no placeholder {{case.no}}',
    ]);
    for (const path of ['a/{{case.id}', 'a/case.id}}'])
      expect(faults({ actions: { feedback: { ...feedback, path } } })).toEqual([
        'actions.feedback.path: a placeholder is written {{name}}',
      ]);
    expect(faults({ actions: { fedback: feedback } })).toHaveLength(1);
    expect(faults({ actions: { feedback: { ...feedback, script: 'x' } } })).toHaveLength(1);
  });

  it('has contact data only where it is declared to receive it', () => {
    const naming = { ...feedback, body: { to: ['{{contact.phone}}'] } };
    expect(faults({ actions: { feedback: naming } })).toEqual([
      'actions.feedback: names contact data, which this source is not declared to receive',
    ]);
    expect(faults({ serviceCode: '{{contact.name}}' })).toEqual(['serviceCode: no contact data']);
    expect(faults({ receivesContact: true, actions: { feedback: naming } })).toEqual([]);
  });

  it('is refused where a request could not be built', () => {
    const wrong = (changes: object) => faults({ actions: { feedback: { ...feedback, ...changes } } });
    expect(wrong({ format: 'form', body: { a: { b: 1 } } })).toEqual([
      'actions.feedback.body: a form has one level',
    ]);
    expect(wrong({ key: { in: 'field', name: 'text' } })).toEqual([
      'actions.feedback.key.name: the key needs a free field of an object body',
    ]);
    expect(wrong({ body: ['x'], key: { in: 'field', name: 'no' } })).toHaveLength(1);
    expect(wrong({ headers: { Authorization: 'x' } })).toEqual([
      'actions.feedback.headers: this header is set by the program',
    ]);
    expect(wrong({ headers: { 'X-A\r\nB': 'x' } })).toHaveLength(1);
    expect(wrong({ success: { path: 'code' } })).toEqual([
      'actions.feedback.success.values: the values that mean success are missing',
    ]);
    expect(wrong({ method: 'DELETE' })).toHaveLength(1);
  });

  it('cannot have an event cause what is not configured', () => {
    expect(faults({ actions: { feedback }, on: { closed: 'close' } })).toEqual([
      'on.closed: the action close is not configured',
    ]);
    expect(faults({ actions: { feedback }, on: { closed: 'feedback', blown: null } })).toEqual([]);
    expect(faults({ actions: { create: feedback }, on: { closed: 'create' } })).toHaveLength(1);
    expect(RestWriteBack.safeParse({ newOrderFor: {} }).success).toBe(false);
    expect(RestWriteBack.safeParse({ newOrderFor: {}, actions: { create: feedback } }).success).toBe(true);
  });
});
