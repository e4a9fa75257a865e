import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskDeep, splitContact } from '../../../electron/city/sync/normalise/contact.ts';
import { contactKindOfField } from '../../../electron/city/sync/normalise/contactFields.ts';
import { maskPhones } from '../../../shared/privacy/contactNumbers.ts';

// No number in this file belongs to anybody: 138 0000 xxxx and 8000 xxxx are runs of zeros.
describe('maskPhones', () => {
  test.each([
    ['市民13800001234反映', '市民138****1234反映'],
    ['电话:138-0000-1234。', '电话:138****1234。'],
    ['138 0000 1234', '138****1234'],
    ['+86 138 0000 1234', '+86 138****1234'],
    ['+8613800001234', '+86138****1234'],
    ['１３８００００１２３４', '１３８****１２３４'],
    ['025-80001234', '025-****1234'],
    ['(025)8000 1234', '(025)****1234'],
    ['0571-8000123', '0571-****0123'],
    ['02580001234', '025****1234'],
    ['+86 25 80001234', '+86 25 ****1234'],
    ['a.bee@example.gov.cn', 'a***@example.gov.cn'],
    ['13800001234和13900005678', '138****1234和139****5678'],
  ])('%s', (text, expected) => {
    expect(maskPhones(text)).toBe(expected);
  });

  test.each([
    '250912101108115409',
    'GS20240612000001',
    '3205080101000001',
    '2025-09-12 10:11:08',
    '2025-09-12T10:11:08.123456+08:00',
    '20250912101108',
    '1757553855123',
    '118.13800001234',
    'POINT (118.7812345678901 32.0411123456789)',
    '2026-01-20251231',
    '12345',
    '12800001234',
    '320104001002003',
    '面积 1380000 平方米',
    'a@b',
    '@someone',
  ])('leaves %s', (text) => {
    expect(maskPhones(text)).toBe(text);
  });

  test('property: masking twice is masking once', () => {
    // Addresses glued to each other have no one reading: they stand apart here.
    const words = fc.string().map((text) => text.replaceAll('@', ''));
    const known = fc.constantFrom('13800001234', '025-80001234', ' x@example.cn ', '-', ' ', '86', '+');
    const pieces = fc.array(fc.oneof(words, known));
    fc.assert(
      fc.property(pieces, (parts) => {
        const once = maskPhones(parts.join(''));
        expect(maskPhones(once)).toBe(once);
      }),
    );
  });

  test('property: text without runs of ten digits and without @ never changes', () => {
    const short = fc.string().map((text) => text.replaceAll('@', '').replace(/[0-9０-９]/g, ''));
    const numbers = fc.integer({ min: 0, max: 999_999 }).map(String);
    const parts = fc.array(fc.tuple(short, numbers, fc.constantFrom('，', '号', 'x', '/', ':')));
    fc.assert(
      fc.property(parts, (list) => {
        const text = list.map(([words, number, mark]) => `${words}字${number}${mark}`).join('');
        expect(maskPhones(text)).toBe(text);
      }),
    );
  });

  test('a megabyte of anything is read once', () => {
    for (const text of [
      'a'.repeat(1_000_000),
      '1'.repeat(1_000_000),
      '0-'.repeat(500_000),
      '@'.repeat(1_000_000),
    ]) {
      expect(maskPhones(text)).toBe(text);
    }
  });

  test('mobiles written as JSON numbers are masked, other numbers stay', () => {
    expect(maskDeep({ a: 13800001234, b: [250912, 1757553855123, 118.78], c: null })).toEqual({
      a: '138****1234',
      b: [250912, 1757553855123, 118.78],
      c: null,
    });
  });
});

describe('splitContact', () => {
  test('takes contact fields out at any depth, in Chinese and English', () => {
    const row = {
      id: '1',
      callerName: '甲',
      联系电话: '13800001234',
      extended_attributes: { first_name: 'A', last_name: 'B', email: 'a@example.cn', ward: '7' },
      reporter: { name: 'C', phone: '1', avatar: 'x' },
      history: [{ note: 'n', contact_phone2: '2' }],
      身份证号: '0',
    };
    const before = structuredClone(row);
    expect(splitContact(row, {})).toEqual({
      row: { id: '1', extended_attributes: { ward: '7' }, history: [{ note: 'n' }] },
      contact: {
        name: '甲\nC',
        phone: '13800001234\n1\n2',
        email: 'a@example.cn',
        address: null,
        identity: '0',
      },
    });
    expect(row).toEqual(before);
  });

  test('joins first and last name where there is no other', () => {
    expect(splitContact({ first_name: 'A', last_name: 'B' }, {}).contact?.name).toBe('A B');
  });

  test("the mapping's fields are taken first, whatever they are called", () => {
    expect(
      splitContact({ f1: '甲', x: { f2: '9' }, 姓名: '乙' }, { name: 'f1', phone: ['nope', 'x.f2'] }),
    ).toEqual({
      row: { x: {} },
      contact: { name: '甲\n乙', phone: '9', email: null, address: null, identity: null },
    });
  });

  test.each([
    ['13800000011、13800000012', '13800000011\n13800000012'],
    ['13800000011/025-83000014；13800000011', '13800000011\n025-83000014'],
    ['１３８００００００１１', '13800000011'],
    ['025-83000014转8', '025-83000014转8'],
    ['13800000011，找门卫', '13800000011，找门卫'],
    ['1.38E+10', undefined],
  ])('the numbers of one cell, %s, are kept each by itself', (cell, phone) =>
    expect(splitContact({ 联系电话: cell }, {}).contact?.phone).toBe(phone),
  );

  test('every number of a row is kept once, those that the mapping names first', () => {
    const row = {
      主叫: '13800000013',
      回访电话: '13800000012',
      联系电话: '13800000011',
      备用电话: '13800000012',
    };
    expect(splitContact(row, { phone: '联系电话' }).contact?.phone).toBe(
      '13800000011\n13800000013\n13800000012',
    );
  });

  test('a name among the extended attributes is that of the caller', () => {
    expect(splitContact({ name: 'x', extended_attributes: { name: '甲', ward: '7' } }, {})).toEqual({
      row: { name: 'x', extended_attributes: { ward: '7' } },
      contact: { name: '甲', phone: null, email: null, address: null, identity: null },
    });
  });

  test('fields to be dropped are kept nowhere', () => {
    expect(
      splitContact({ id: '1', f: '6222020200112230', 来电人微信号: '1', 微信: '2' }, { dropped: 'f' }),
    ).toEqual({
      row: { id: '1', 来电人微信号: '1' },
      contact: null,
    });
  });

  test.each([
    ['320104199001010014', '320104199001010014'],
    ['３２０１０４１９９００１０１００１Ｘ', '32010419900101001X'],
    ['3.20104E+17', undefined],
  ])('the number of an identity card, %s, is kept apart', (cell, identity) => {
    const { row, contact } = splitContact({ id: '1', 来电人身份证号: cell, f: cell }, { identity: 'f' });
    expect(row).toEqual({ id: '1' });
    expect(contact?.identity).toBe(identity);
  });

  test('every address of a caller is kept, and the place of the problem stays with the case', () => {
    const row = {
      案发地址: '乙路2号',
      联系地址: '甲路1号',
      reporter: { address: '甲路1号', street: '丙路', flat: '3' },
    };
    expect(splitContact(row, { address: '户址' })).toEqual({
      row: { 案发地址: '乙路2号' },
      contact: { name: null, phone: null, email: null, address: '甲路1号\n丙路', identity: null },
    });
    expect(splitContact({ 户址: '丁路3号' }, { address: '户址' }).contact?.address).toBe('丁路3号');
  });

  test('rows without contact data come back as they are', () => {
    const row = { id: 1, hotel: 'x', contact: true, 电话回访次数: 2, email: null, deep: [{ a: 1 }] };
    expect(splitContact(row, {})).toEqual({ row, contact: null });
  });

  test.each([
    ['callerName', 'name'],
    ['CONTACT_PHONE', 'phone'],
    ['contactPhone', 'phone'],
    ['reporterEmail', 'email'],
    ['e-mail', 'email'],
    ['回访电话', 'phone'],
    ['联系人', 'name'],
    ['身份证号码', 'identity'],
    ['身分證字號', 'identity'],
    ['聯絡電話', 'phone'],
    ['证件号码', 'identity'],
    ['id_card_no', 'identity'],
    ['被投诉人身份证号', 'other'],
    ['证件类型', 'other'],
    ['统一社会信用代码', null],
    ['hotel', null],
    ['intel', null],
    ['service_name', null],
    ['DeptName1', null],
    ['来电时间', null],
    ['title', null],
    ['求助人员', 'name'],
    ['投诉者', 'name'],
    ['投诉人', 'name'],
    ['市民', 'name'],
    ['市民姓名', 'name'],
    ['姓  名', 'name'],
    ['12345来电人（必填）', 'name'],
    ['部门联系人', 'name'],
    ['requestor_name', 'name'],
    ['extended_attributes.name', 'name'],
    ['reporter.name', 'name'],
    ['caller.street', 'address'],
    ['reporter.address', 'address'],
    ['caller.age', 'other'],
    ['求助号码', 'phone'],
    ['来电号码', 'phone'],
    ['反映人电话', 'phone'],
    ['联系电话2', 'phone'],
    ['联系方式（手机）', 'phone'],
    ['诉求人（电话）', 'phone'],
    ['主叫', 'phone'],
    ['lxdh', 'phone'],
    ['来电人地址', 'address'],
    ['来电人 地址', 'address'],
    ['家庭住址', 'address'],
    ['联系地址', 'address'],
    ['诉求人地址', 'address'],
    ['问题反映人住址', 'address'],
    ['住址', 'address'],
    ['caller_address', 'address'],
    ['home_address', 'address'],
    ['被投诉人地址', 'other'],
    ['birth_date', 'other'],
    ['身份证件号', 'identity'],
    ['被投诉人', 'other'],
    ['事发地址', null],
    ['案发地址', null],
    ['问题地址', null],
    ['事件发生地址', null],
    ['诉求地址', null],
    ['市民诉求地址', null],
    ['地址', null],
    ['承办人', null],
    ['处理人', null],
    ['经办人', null],
    ['单位名称', null],
    ['街道名称', null],
    ['小类名称', null],
    ['filename', null],
    ['name', null],
    ['是否联系来电人', null],
    ['答复市民要点', null],
    ['网格编号', null],
    ['contact_method', null],
    ['备注（含联系电话）', null],
  ])('%s is %s', (field, slot) => {
    expect(contactKindOfField(field)).toBe(slot);
  });
});
