import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMN_WORDS } from '../../../electron/city/sync/file/columnWords.ts';
import { type Column, guessMapping } from '../../../electron/city/sync/file/guessMapping.ts';
import { matchHeader } from '../../../electron/city/sync/file/matchColumn.ts';

/** Columns from the lines of a CSV file without quotes. */
function columnsOf(header: string[], ...rows: string[]): Column[] {
  return header.map((name, at) => ({
    name,
    samples: [...new Set(rows.map((row) => row.split(',')[at] ?? ''))].filter((text) => text !== ''),
  }));
}

function guess(header: string, ...rows: string[]) {
  return guessMapping(columnsOf(header.split(','), ...rows));
}

describe('matchHeader', () => {
  test.each([
    // Times and their limits are not confused.
    ['上报时间', 'requestedAt'],
    ['区交办时间', 'requestedAt'],
    ['12345受理时间', 'requestedAt'],
    ['诉求登记日期', 'requestedAt'],
    ['办结时间', 'closedAt'],
    ['实际办结时间', 'closedAt'],
    ['强制结案时间', 'closedAt'],
    ['处置结束时间', 'closedAt'],
    ['区回复时间', 'closedAt'],
    ['部门反馈时间', 'closedAt'],
    ['办结时限', 'dueAt'],
    ['办结期限', 'dueAt'],
    ['区交办办结期限', 'dueAt'],
    ['结案时限', 'dueAt'],
    ['要求办结时间', 'dueAt'],
    ['应办结时间', 'dueAt'],
    ['处置截止时间', 'dueAt'],
    ['预计完成时间', 'dueAt'],
    ['拟办结时间', 'dueAt'],
    ['反馈截止日期', 'dueAt'],
    ['最后更新时间', 'updatedAt'],
    ['状态变更时间', 'updatedAt'],
    ['是否超期', null],
    ['是否按时办结', null],
    ['超期时间', null],
    ['剩余办结时间', null],
    ['响应时间', null],
    ['受理时限', null],
    ['派遣完成时间', null],
    ['回访时间', null],
    ['申请结案时间', null],
    ['未办结时间', null],
    ['导出时间', null],
    ['处置时长', null],
    ['ticket_open_date', 'requestedAt'],
    ['reported_at', 'requestedAt'],
    ['case_closed_dt', 'closedAt'],
    ['dateClosed', 'closedAt'],
    ['date_of_birth', null],
    ['expected_close_date', 'dueAt'],
    ['sla_date', 'dueAt'],
    ['sla_due_at', 'dueAt'],
    ['sla_status', null],
    ['sla_hours', null],
    ['record_updated_ts', 'updatedAt'],
    ['resolution_time', null],
    ['resolution_date', 'closedAt'],
    ['first_response_time', null],
    // Other fields.
    ['12345工单编号', 'id'],
    ['区工单编号（必填）', 'id'],
    ['sr_number', 'id'],
    ['关联工单编号', null],
    ['parent_service_request_id', null],
    ['网格编号', 'grid'],
    ['序号', null],
    ['当前办理状态', 'status'],
    ['t_case_status', 'status'],
    ['超期状态', null],
    ['回访状态', null],
    ['当前阶段', 'stage'],
    ['上一环节', null],
    ['诉求详细地址', 'address'],
    ['单位地址', null],
    ['企业注册地址', null],
    ['地点 街道', 'street'],
    ['回访 时间', null],
    ['受理 时限', null],
    ['办结 时间', 'closedAt'],
    ['网格 编号', 'grid'],
    ['督办 状态', null],
    ['单位 地址', null],
    ['地点 地址', 'address'],
    ['所属街道', 'street'],
    ['区主办单位', 'org'],
    ['反映单位', null],
    ['12345内容描述', 'description'],
    ['答复内容', 'statusNotes'],
    ['答复市民要点', 'statusNotes'],
    ['经度WGS84', 'lon'],
    ['GPS纬度', 'lat'],
    ['X坐标', 'lon'],
    ['问题经纬度', 'point'],
    ['坐标系', null],
    ['返工数', 'rework'],
    ['一级业务分类', 'categoryName'],
    ['lng_wgs84', 'lon'],
    ['x_coord', 'lon'],
    ['latest_note', null],
    ['具体位置', 'address'],
    ['工单ID', 'id'],
    ['incident_number', 'id'],
    ['responsible_agency', 'org'],
    ['结案日期', 'closedAt'],
    ['hotel', null],
    ['format', null],
    ['state_name', null],
  ])('%s is %s', (header, field) => {
    expect(matchHeader(header)?.field ?? null).toBe(field);
  });

  test('says by which word', () => {
    expect(matchHeader('12345工单编号')).toMatchObject({ evidence: 'name', matched: '工单编号' });
    expect(matchHeader('某区工单编号')).toMatchObject({ evidence: 'part-of-name', matched: '工单编号' });
    expect(matchHeader('区交办时间')).toMatchObject({ evidence: 'part-of-name', matched: '交办' });
  });

  const fieldNames = COLUMN_WORDS.flatMap(({ field, words }) =>
    words.filter((word) => /^\p{Script=Han}+$/u.test(word)).map((word) => ({ field, word })),
  );
  const timeNames = [
    { field: 'requestedAt', word: '受理时间' },
    { field: 'closedAt', word: '办结时间' },
    { field: 'dueAt', word: '办结时限' },
    { field: 'updatedAt', word: '更新时间' },
  ];
  const prefix = fc.constantFrom(
    '',
    '12345',
    '12319',
    '1.',
    '*',
    '（2）',
    '市平台',
    '区系统',
    '12345热线',
    '某区',
    ' ',
  );
  const suffix = fc.constantFrom(
    '',
    '（必填）',
    '(北京时间)',
    '[yyyy-mm-dd]',
    '【单位：米】',
    '\n（必填）',
    '(m)',
    ' ',
  );

  test('property: a prefix and brackets do not change the field', () => {
    fc.assert(
      fc.property(
        prefix,
        fc.constantFrom(...fieldNames, ...timeNames),
        suffix,
        (before, { field, word }, after) => {
          expect(matchHeader(before + word + after)?.field).toBe(field);
        },
      ),
    );
  });

  test('property: any header is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (header) => {
        expect(() => matchHeader(header)).not.toThrow();
      }),
    );
    for (const header of ['时间'.repeat(500_000), 'a_'.repeat(500_000), '办结时限 '.repeat(200_000)])
      expect(() => matchHeader(header)).not.toThrow();
  });
});

describe('guessMapping on the columns of real lists', () => {
  test('a grid centre', () => {
    const { mapping, missing, proposals } = guess(
      '案件号,问题来源,问题类型,大类名称,小类名称,街道,上报时间,立案时间,当前阶段,处置时限,处置截止时间,处置结束时间,强制结案时间,结案时间,返工数,问题描述',
      'DC1,监督员上报,事件,市容环境,暴露垃圾,一街道,2025-03-05 08:10:00,2025-03-05 08:20:00,[处置],4工作时,2025-03-05 14:20:00,,,,0,一处',
      'DC2,市民举报,事件,街面秩序,游商占道,二街道,2025-03-05 08:15:00,2025-03-05 08:25:00,[结案],2工作时,2025-03-05 10:25:00,2025-03-05 09:40:00,,2025-03-05 10:00:00,1,游商',
    );
    expect(missing).toEqual([]);
    expect(mapping.fields).toEqual({
      id: '案件号',
      requestedAt: '上报时间',
      stage: '当前阶段',
      categoryName: '小类名称',
      description: '问题描述',
      channel: '问题来源',
      closedAt: '结案时间',
      // «4工作时» is no time.
      dueAt: '处置截止时间',
      rework: '返工数',
      street: '街道',
    });
    expect(proposals.find(({ field }) => field === 'closedAt')).toEqual({
      field: 'closedAt',
      column: '结案时间',
      evidence: 'name',
      matched: '结案时间',
      alternatives: [
        { column: '处置结束时间', evidence: 'part-of-name', matched: '结束' },
        { column: '强制结案时间', evidence: 'part-of-name', matched: '结案' },
      ],
    });
  });

  test('a hotline', () => {
    const { mapping, missing } = guess(
      '12345工单编号,12345受理时间,12345工单来源,12345诉求地址,12345工单类型,12345内容描述,主办单位,答复市民要点,街道,十四类,一级业务分类',
      'SH1,45721.604,电话,甲路100弄,投诉举报类,停车位被占,某街道办事处,已协调,一街道,停车管理,房屋管理',
    );
    expect(missing).toEqual([]);
    expect(mapping.fields).toEqual({
      id: '12345工单编号',
      requestedAt: '12345受理时间',
      channel: '12345工单来源',
      address: '12345诉求地址',
      categoryName: '一级业务分类',
      description: '12345内容描述',
      org: '主办单位',
      statusNotes: '答复市民要点',
      street: '街道',
    });
    expect(mapping.contact).toEqual({});
  });

  test('a district', () => {
    const { mapping } = guess(
      '工单编号,工单标题,诉求内容,诉求类型,区交办时间,区交办办结期限,诉求渠道,诉求归口,紧急程度,工单状态,求助人员,求助号码,性别,事件发生地,诉求详细地址',
      'Q1,噪声,装修,住房城建,2025-03-05 10:00:00,2025-03-10 18:00:00,12345,区住建局,一般,办理中,测试甲,13800000011,男,某区一街道,戊路7号',
      'Q2,路面,坑洼,交通,2025-03-05 11:00:00,2025-03-10 18:00:00,12345,区交通局,一般,未办结,测试乙,025-83000012,女,某区二街道,己路8号',
      'Q3,路面,坑洼,交通,2025-03-05 11:00:00,2025-03-10 18:00:00,12345,区交通局,一般,【已办结】,测试乙,025-83000012,女,某区二街道,己路8号',
    );
    expect(mapping.fields).toEqual({
      id: '工单编号',
      requestedAt: '区交办时间',
      dueAt: '区交办办结期限',
      title: '工单标题',
      description: '诉求内容',
      categoryName: '诉求类型',
      channel: '诉求渠道',
      org: '诉求归口',
      status: '工单状态',
      stage: '工单状态',
      address: '诉求详细地址',
    });
    expect(mapping.contact).toEqual({ name: '求助人员', phone: '求助号码' });
    expect(mapping.closedValues).toContain('【已办结】');
    expect(mapping.closedValues).not.toContain('未办结');
  });

  test('callers in columns of their own', () => {
    const { mapping, contacts } = guess(
      '工单编号,受理时间,诉求内容,工单状态,求助人员,求助号码,反映人电话,投诉者,来电人地址,身份证件号,市民,主叫,受话号码,部门联系人',
      'Q1,2025-03-05 10:00:00,噪声,办理中,测试甲,13800000011,13800000012,测试丙,某小区1幢101,320104199001010014,测试丁,13800000013,025-83000014,测试戊',
    );
    expect(mapping.fields.address).toBeUndefined();
    expect(mapping.contact).toEqual({
      address: '来电人地址',
      name: ['求助人员', '投诉者', '市民', '部门联系人'],
      phone: ['求助号码', '反映人电话', '主叫', '受话号码'],
      identity: '身份证件号',
    });
    expect(contacts.filter(({ kind }) => kind === 'identity').map(({ column }) => column)).toEqual([
      '身份证件号',
    ]);
  });

  test('a header of two rows', () => {
    const { mapping } = guess(
      '工单编号,受理时间,时限 办结时限,时限 结案时间,地点 街道,地点 地址',
      'T3,2025-03-05 14:30:00,2025-03-08 18:00,,一街道,丙路3号',
    );
    expect(mapping.fields).toEqual({
      id: '工单编号',
      requestedAt: '受理时间',
      dueAt: '时限 办结时限',
      closedAt: '时限 结案时间',
      address: '地点 地址',
      street: '地点 街道',
    });
  });

  test('a header with line breaks', () => {
    const { mapping } = guessMapping(
      columnsOf(['工单\n编号', '受理时间\n（必填）', '诉求内容'], 'H1,2025-03-05 14:30:00,表头换行'),
    );
    expect(mapping.fields).toEqual({
      id: '工单\n编号',
      requestedAt: '受理时间\n（必填）',
      description: '诉求内容',
    });
  });
});

describe('guessMapping', () => {
  test('of two columns for a field the one with values wins', () => {
    const { mapping, proposals } = guess(
      '案件编号,工单编号,受理时间,上报时间',
      ',A1,2025-03-05,',
      ',A2,2025-03-06,',
    );
    expect(mapping.fields).toMatchObject({ id: '工单编号', requestedAt: '受理时间' });
    expect(proposals[0]?.alternatives).toEqual([
      { column: '案件编号', evidence: 'name', matched: '案件编号' },
    ]);
  });

  test('required fields and coordinates are proposed by their values, and stay to be confirmed', () => {
    const { mapping, missing, proposals } = guess(
      'a,b,c,d,e',
      'K-1,2025-03-05 10:00,118.7901,32.0201,1',
      'K-2,2025-03-05 11:00,118.7902,32.0202,1',
      'K-3,2025-03-06 10:00,118.7903,32.0203,2',
    );
    expect(mapping.fields).toEqual({ id: 'a', requestedAt: 'b', lon: 'c', lat: 'd' });
    expect(proposals.every(({ evidence }) => evidence === 'content')).toBe(true);
    expect(missing).toEqual(['id', 'requestedAt']);
  });

  test('values are not asked where a name tells', () => {
    const { mapping } = guess(
      '工单编号,x1,受理时间',
      '1,K-1,2025-03-05',
      '2,K-2,2025-03-06',
      '3,K-3,2025-03-07',
    );
    expect(mapping.fields).toEqual({ id: '工单编号', requestedAt: '受理时间' });
  });

  test.each([
    ['13800000011', '13800000012', { phone: 'f' }],
    ['138****0011', '025-****0014', { phone: 'f' }],
    ['a@example.cn', 'b@example.cn', { email: 'f' }],
    ['张先生', '李女士', { name: 'f' }],
    ['320104199001010014', '320104199001010030', { identity: 'f' }],
    ['5500000000000004', '4012888888881881', { dropped: 'f' }],
    ['250912101108115409', '250912101108115410', {}],
    ['1741140000', '1741140001', {}],
  ])('a column of %s is contact data by its values, whatever its name', (one, other, contact) => {
    const { mapping } = guess('工单编号,受理时间,f', `1,2025-03-05,${one}`, `2,2025-03-05,${other}`);
    expect(mapping.contact).toEqual(contact);
  });

  test('a number of the case is never contact data', () => {
    const { mapping } = guess('工单编号,受理时间', '13800000011,2025-03-05', '13800000012,2025-03-05');
    expect(mapping).toMatchObject({ fields: { id: '工单编号' }, contact: {} });
  });

  test('property: any columns give a mapping', () => {
    const column = fc.record({
      name: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.constantFrom('编号', '时间', '姓名', '状态'),
      ),
      samples: fc.array(
        fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom('已办结', '13800000011', '办结')),
      ),
    });
    fc.assert(
      fc.property(fc.uniqueArray(column, { selector: ({ name }) => name, maxLength: 30 }), (columns) => {
        const { mapping, contacts } = guessMapping(columns);
        const named = new Set(contacts.map((contact) => contact.column));
        // A required field without a column has an empty path.
        const paths = Object.values(mapping.fields).filter((path) => path !== '');
        for (const path of paths) expect(named.has(String(path))).toBe(false);
      }),
    );
  });
});

test.each([
  [
    ['问题大类', '问题小类', '细类'],
    ['问题大类', '问题小类', '细类'],
  ],
  [
    ['小类名称', '大类名称'],
    ['大类名称', '小类名称'],
  ],
  [
    ['一级分类', '二级分类', '三级分类', '三级分类编码'],
    ['一级分类', '二级分类', '三级分类'],
  ],
  [['大类/小类'], undefined],
  [['小类编码', '小类名称', '一级部门'], undefined],
])('the columns of a category together: %j', (names, expected) => {
  const { mapping } = guessMapping(names.map((name) => ({ name, samples: [] })));
  expect(mapping.categoryPath).toEqual(expected);
  expect(names).toContain(mapping.fields.categoryName);
});
