import { coreOf, headerHints, headerWords } from './headerCore.ts';

/**
 * Kinds of contact data. `name-part` is a first or last name, `address` where a person lives, `identity` the number of an
 * identity card or the like; `other` (chat accounts, bank cards) is never stored.
 */
export type ContactKind = 'name' | 'name-part' | 'phone' | 'email' | 'address' | 'identity' | 'other';

/** Complete field names of contact data, in lower case without `_`, `-` and spaces. */
const NAMES: Record<ContactKind, string> = {
  name: `caller callername contact contacts contactname contactperson linkman linkname linkperson fullname
    reporter reportername complainant complainantname citizen citizenname petitioner petitionername appealname
    applicant applicantname requester requestername requestor requestorname 姓名 市民 群众 居民 业主 lxr lxrxm`,
  'name-part': 'firstname lastname surname givenname familyname',
  phone: `tel phone mobile telephone cellphone callnumber callerid callerno callno contactno contactway
    contactinfo contactnumber linktel phonenum phoneno mobileno telno lxdh lxfs sjh sjhm dhhm`,
  email: 'email emailaddress mail contactemail 电子邮件 邮件地址',
  address: 'jtzz homeaddress mailingaddress',
  identity: 'idcard idcardno idnumber identitycard certno certificateno sfzh sfzhm',
  other: 'wechat openid weixin qq 微信 微信号 qq号 qq号码',
};

const KINDS = new Map<string, ContactKind>();
for (const kind of ['name', 'name-part', 'phone', 'email', 'address', 'identity', 'other'] as const) {
  for (const name of NAMES[kind].split(/\s+/)) KINDS.set(name, kind);
}

/** Whoever called, asked or complained: 求助人员, 投诉者. */
const CALLER =
  '(?:(?:来电|来访|来信|诉求|求助|反映|投诉|举报|申请|信访|咨询|报案|报料|上报|提问|爆料)(?:人员|人|者)|(?:联系|联络|当事)(?:人员|人)|反应人)';
const RESIDENT = '(?:市民|群众|居民|业主|住户|户主|机主)';
const PHONE = '(?:电话|电话号码|手机|手机号|手机号码|联系方式|联络方式|座机|座机号码|固话)';
const ADDRESS = '(?:的)?(?:家庭|联系|居住|常住|详细|现)?(?:地址|住址|住所|住处)';

/** Words of contact data in Chinese names, from the core of the header. The first that fits counts. */
const CHINESE: [RegExp, ContactKind | null][] = [
  // A question about contact data (是否联系市民), and whoever is complained about, who is not the caller.
  [/^是否/, null],
  [new RegExp(`被(?:投诉|举报|反映)(?:人|者)(?:姓名|名称|${ADDRESS})?$`), 'other'],
  [
    /被(?:投诉|举报|反映)(?:人|者).{0,10}(?:身份证|证件|护照)|户籍|银行卡号|银行账号|出生日期|出生年月/,
    'other',
  ],
  [/(?:证件|身份证)(?:类型|类别|种类|名称|地址|照片|图片|附件)/, 'other'],
  [/身[份分]证|证件号|护照号|社保卡号/, 'identity'],
  [new RegExp(`${PHONE}$`), 'phone'],
  [
    new RegExp(
      `(?:${CALLER}|${RESIDENT}|来电|去电|主叫|被叫|受话|求助|诉求|反映|投诉|举报|联系|联络|回访|回拨|致电)号码$|主叫$`,
    ),
    'phone',
  ],
  [/邮箱$/, 'email'],
  // Where the problem is, and not where the caller lives (诉求人地址).
  [/(?:事发|案发|事件|问题|诉求|发生)(?!.{0,8}(?:人|者)).{0,12}(?:地址|住址)$/, null],
  [
    new RegExp(
      `(?:${CALLER}|${RESIDENT})${ADDRESS}$|(?:家庭|联系|联络|通讯|通信|居住|收件|邮寄)地址$|住址$|居住地$`,
    ),
    'address',
  ],
  [new RegExp(`${CALLER}(?:姓名|名称|名字|信息)?$|${RESIDENT}(?:姓名|名称|名字)$|姓名$`), 'name'],
];

const PERSON =
  '(?:caller|reporter|requestor|requester|complainant|citizen|resident|customer|constituent|petitioner|applicant|submitter|linkman|contact)';

/** The same in English names: `caller_phone2`, `reporterEmail`. */
const ENGLISH: [RegExp, ContactKind][] = [
  [/(?:^|_)(?:phone|telephone|mobile|cellphone|tel)\d*(?:_|$)/, 'phone'],
  [/(?:^|_)e_?mail\d*(?:_|$)/, 'email'],
  [new RegExp(`(?:^|_)${PERSON}_(?:full_?)?name\\d*$`), 'name'],
  [new RegExp(`(?:^|_)${PERSON}_(?:first|last|given|family)_?name$`), 'name-part'],
  [
    new RegExp(`(?:^|_)${PERSON}_(?:(?:home|street|mailing)_)?(?:address|addr|street|zip|zipcode)\\d*$`),
    'address',
  ],
  [/(?:^|_)(?:id_card|identity_card|identity_no|identity_number|passport|ssn)(?:_|$)/, 'identity'],
  [/(?:^|_)(?:birth_?date|birthday|date_of_birth)(?:_|$)/, 'other'],
];

/** A name with more steps is no path. */
const MAX_STEPS = 20;
/** Longest name that is kept in the cache. */
const MAX_CACHED_CHARS = 200;
const cache = new Map<string, ContactKind | null>();

/** The kind of contact data (联系信息) in a field of this name; null for none. */
export function contactKindOfField(field: string): ContactKind | null {
  if (field.length > MAX_CACHED_CHARS) return classify(field);
  let kind = cache.get(field);
  if (kind === undefined) {
    kind = classify(field);
    // Field names are few, but some objects are keyed by ids: the cache must not grow without bound.
    if (cache.size > 5000) cache.clear();
    cache.set(field, kind);
  }
  return kind;
}

/** Whether a field of this name holds further attributes of a request, where `name` is the name of the caller. */
export function isExtension(field: string): boolean {
  return /^extended_?attributes$/i.test(field);
}

/** What a plain word means in an object about a person; null for any other. */
export function wordWithinPerson(word: string): 'name' | 'address' | null {
  if (/^name$/i.test(word)) return 'name';
  return /^(?:address|street|addr|地址)$/i.test(word) ? 'address' : null;
}

function classify(field: string): ContactKind | null {
  const steps = field.split('.', MAX_STEPS);
  const last = steps.pop() ?? field;
  const kind = kindOfStep(last);
  if (kind !== null || steps.length === 0) return kind;
  const within = wordWithinPerson(last);
  if (within === 'name' && isExtension(steps.at(-1) ?? '')) return 'name';
  if (steps.every((step) => kindOfStep(step) === null)) return null;
  return within ?? 'other';
}

function kindOfStep(step: string): ContactKind | null {
  const words = headerWords(step);
  let kind = kindOfWords(words);
  // A header of two rows («联系方式 手机») may be told by its last part; blanks within a name (姓 名) are for its looks.
  if (kind === undefined && words.length > 1) kind = kindOfWords(words.slice(-1));
  if (kind === undefined || kind === null) return null;
  // 诉求人（电话） holds numbers.
  const hint = headerHints(step);
  return (hint === '' ? null : kindOfWords([coreOf(hint)])) ?? kind;
}

/** Null: certainly no contact data. Undefined: no word tells. */
function kindOfWords(words: string[]): ContactKind | null | undefined {
  const glued = words.join('');
  const exact = KINDS.get(glued);
  if (exact !== undefined) return exact;
  if (/\p{Script=Han}/u.test(glued)) {
    const name = glued.replace(/\d{1,2}$/, '');
    const known = CHINESE.find(([pattern]) => pattern.test(name));
    return known === undefined ? KINDS.get(name) : known[1];
  }
  const snake = words.join('_');
  return ENGLISH.find(([pattern]) => pattern.test(snake))?.[1];
}
