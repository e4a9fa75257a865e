import { describe, expect, it } from 'vitest';
import { ActionTemplate } from '../../../shared/contract/writeBack.ts';
import { type Filling, renderReadBack, renderRequest } from '../../../shared/outbox/render.ts';

const filling: Filling = {
  key: 'k-1',
  values: {
    ...{ 'case.id': '3201/04 号', 'whistle.lon': 118.7705, 'whistle.address': null },
    ...{ 'event.text': '已联系 13812345678 王某', 'event.at': Date.parse('2026-03-02T01:00:05.500Z') },
    'whistle.subject': '井盖',
  },
  zone: 'Asia/Shanghai',
  contact: null,
  hidden: ['王某'],
};
const render = (template: object, changes: Partial<Filling> = {}) =>
  renderRequest(ActionTemplate.parse({ path: 'x', ...template }), { ...filling, ...changes });

describe('a request made of a template', () => {
  it('has values of their own type where a text is nothing but a placeholder, else texts', () => {
    const { body } = render({
      body: {
        lon: '{{whistle.lon}}',
        text: '经度 {{ whistle.lon }}，{{whistle.address}}',
        none: '{{whistle.address}}',
        at: ['{{event.at}}', '{{event.atIso}}', '{{event.atMs}}'],
        flag: true,
        n: 3,
        nothing: null,
      },
    });
    expect(JSON.parse(body)).toEqual({
      ...{ lon: 118.7705, text: '经度 118.7705，', none: null, flag: true, n: 3, nothing: null },
      at: ['2026-03-02 09:00:05', '2026-03-02T01:00:05.500Z', Date.parse('2026-03-02T01:00:05.500Z')],
    });
  });

  it('cannot be led out of its place by a value', () => {
    const at = (id: string) => render({ path: 'cases/{{case.id}}/x' }, { values: { 'case.id': id } }).path;
    expect(at('3201/04 号')).toBe('cases/3201%2F04%20%E5%8F%B7/x');
    expect(at('..')).toBe('cases/%2E%2E/x');
    expect(at('a?b#c&d')).toBe('cases/a%3Fb%23c%26d/x');
    expect(at('\ud800')).toBe('cases/%EF%BF%BD/x');
    const { headers } = render(
      { headers: { 'X-Subject': '{{whistle.subject}}', 'X-Text': 'a{{event.text}}' } },
      { values: { 'whistle.subject': '井盖', 'event.text': 'b\r\nX-Evil: 1' } },
    );
    expect(headers).toEqual({ 'X-Subject': '%E4%BA%95%E7%9B%96', 'X-Text': 'ab%0D%0AX-Evil%3A%201' });
    expect(
      JSON.parse(render({ body: { a: '{{event.text}}' } }, { values: { 'event.text': '","b":"' } }).body),
    ).toEqual({ a: '","b":"' });
  });

  it('carries the key where the upstream takes it', () => {
    expect(render({ key: { in: 'header', name: 'Idempotency-Key' } }).headers).toEqual({
      'Idempotency-Key': 'k-1',
    });
    const inField = render({ body: { a: 1 }, key: { in: 'field', name: 'requestNo' } });
    expect(JSON.parse(inField.body)).toEqual({ a: 1, requestNo: 'k-1' });
    expect(JSON.parse(render({ body: { no: '{{message.key}}' } }).body)).toEqual({ no: 'k-1' });
  });

  it('is a form where the upstream wants one, without what is not known', () => {
    const { body, contentType } = render({
      format: 'form',
      body: { id: '{{case.id}}', address: '{{whistle.address}}', text: 'a&b=c' },
    });
    expect(contentType).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(body)]).toEqual([
      ['id', '3201/04 号'],
      ['text', 'a&b=c'],
    ]);
  });

  it('hides telephone numbers in what people wrote, but for a source that may have them', () => {
    const template = { body: { text: '{{event.text}}', who: '{{contact.name}} {{contact.phone}}' } };
    expect(JSON.parse(render(template).body)).toEqual({ text: '已联系 138****5678 [已隐去]', who: ' ' });
    const contact = { name: '王某', phone: '13812345678' };
    expect(JSON.parse(render(template, { hidden: null, contact }).body)).toEqual({
      text: '已联系 13812345678 王某',
      who: '王某 13812345678',
    });
    // The number of an order is no telephone number, whatever it looks like.
    const id = { values: { 'case.id': '13812345678' } };
    expect(JSON.parse(render({ body: { id: '{{case.id}}' } }, id).body)).toEqual({ id: '13812345678' });
  });

  it('asks whether it arrived by the same values', () => {
    const { readBack } = ActionTemplate.parse({
      path: 'x',
      readBack: {
        ...{ path: 'cases/{{case.id}}', query: { ref: '{{message.key}}' } },
        ...{ valuePath: 'data.0.no', values: ['{{message.key}}', '已收到'] },
      },
    });
    if (readBack === null) throw new Error('no read-back');
    expect(renderReadBack(readBack, filling)).toEqual({
      path: 'cases/3201%2F04%20%E5%8F%B7',
      query: [['ref', 'k-1']],
      values: ['k-1', '已收到'],
    });
  });
});
