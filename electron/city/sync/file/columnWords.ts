import type { FieldMapping } from '../../../../shared/contract/sources.ts';

export type FieldName = keyof FieldMapping['fields'];

export type FieldWords = {
  field: FieldName;
  /** Names that also count at the end of a longer one: 区工单编号, `t_case_status`. Most specific first. */
  words: string[];
  /** Names too general for that: 编号 is a number of the case, 网格编号 is not. Used after `words`. */
  alone: string[];
  /** Longer names that end with one of `words` and mean something else. */
  not: RegExp | null;
};

/**
 * Names of columns by field, as the words of their headers joined in lower case. The Chinese ones are those of 数字城管
 * (digital city management) and 12345 (hotline) exports, the English ones those of published 311 data sets
 * (work-order-apis.md §1.6, §1.7, §2). Times are in `timeColumns.ts`.
 */
export const COLUMN_WORDS: FieldWords[] = [
  names(
    'id',
    `案件编号 工单编号 任务编号 问题编号 案卷编号 事件编号 诉求编号 受理编号 办件编号 信件编号 工单号 案件号 案卷号 任务号 受理单号 工单流水号 工单编码 案件编码 登记编号 业务编号 单据编号
    投诉编号 信访编号 服务单号 工单id 案件id 事件id caseenquiryid servicerequestid servicerequestnumber servicerequestno
    casenumber caseid requestid ticketid ticketno ticketnumber incidentid incidentnumber requestnumber
    complaintnumber complaintid orderno ordernumber workordercode workorderid workordernumber`,
    `编号 单号 流水号 受理号 gdbh ajbh srnumber srid uniquekey recordnumber taskid tasknum recid objid featureid caseno number id`,
    /关联|^父|^原|上级|重复|合并|督办|parent|related|original|duplicate/,
  ),
  names(
    'status',
    `案件状态 工单状态 办理状态 处理状态 处置状态 办件状态 案卷状态 诉求状态 任务状态 当前状态 状态 casestatus statusname statusdescription status`,
    'ajzt gdzt state',
    /(?:超期|超时|逾期|督办|催办|回访|评价|满意|签收|附件|审核|审批|延期|申请|同步|推送|锁定|删除|数据|预警|是否).{0,12}状态$|(?:sla|payment|sync|alarm|survey|approval)\w{0,30}$/,
  ),
  names(
    'stage',
    '当前环节 当前阶段 所处环节 办理环节 处理环节 案件阶段 办理阶段 处理阶段 环节 阶段 流程节点 当前节点 办理节点 办理进度 处理进度 stage',
    'actpropertyname pscaption detailedstatus',
    /^[上下]一?|前一|后一|阶段性/,
  ),
  names(
    'categoryCode',
    '小类编码 小类代码 类别编码 分类编码 事项编码 大类编码 categorycode',
    'servicecode srshortcode shortcode subtypeid typecode',
  ),
  names(
    'categoryName',
    `小类名称 小类 子类 事项名称 诉求类型 问题类型 问题小类 诉求分类 问题分类 事项分类 业务分类 案件类型 事件类型 诉求类别 问题类别 大类名称 大类 三级业务分类 二级业务分类 一级业务分类 三级分类
    二级分类 一级分类 事项类别 案件类别 工单类别 工单类型 complainttype requesttype requesttypename issuetype problemtype incidenttype
    casetype categoryname servicename subtypename appealtype category`,
    '类别 分类 类型 infoscname srtype type cat',
  ),
  names(
    'street',
    '所属街道 街道名称 街道编码 所属街镇 所属镇街 街镇 镇街 乡镇街道 街道乡镇 街道 streetname streetcode subdistrict',
    '',
    /办理|处置|承办|责任|地址|门牌/,
  ),
  names(
    'community',
    '所属社区 社区名称 社区编码 所属村居 村居 社区 communityname communitycode',
    '',
    /办理|处置|承办|责任|地址/,
  ),
  names(
    'grid',
    '网格编码 网格编号 网格名称 所属网格 单元网格 责任网格 万米网格 网格 gridcode gridname',
    '',
    /网格员|网格长|电话|姓名/,
  ),
  names(
    'title',
    '案件标题 工单标题 诉求标题 标题 主题 casetitle title subject',
    'summary descriptor appealsubject',
    /job|mrmrs|^subject|主题分类$/,
  ),
  names(
    'description',
    `问题描述 工单描述 事项描述 案件描述 事件描述 诉求描述 内容描述 诉求内容 工单内容 反映内容 投诉内容 问题内容 事件内容 案件内容 求助内容 受理内容 来电内容 反映问题 反映事项
    description eventdesc workordercontent servicedetails`,
    '内容 描述 详情 wtms sqnr details content desc',
    /(?:status|type|category|code|location|resolution)\w{0,30}$/,
  ),
  names(
    'address',
    `案发地址 事发地址 事件地址 诉求详细地址 诉求地址 详细地址 问题位置 事发地点 案发地点 发生地点 诉求地点 问题地点 事发位置 发生位置 具体位置 详细位置 所在位置 位置描述 地址描述 具体地点
    事件发生地 发生地 地址 incidentaddress streetaddress address`,
    '位置 地点 location locationstreetname place addressstring addr sfdz',
    /(?:单位|企业|公司|注册|登记|经营|图片|照片|附件|视频|文件|网页|网络|链接|ip|mac|邮箱|邮件|url|web)_?(?:地址|address)$/,
  ),
  names(
    'org',
    `处置部门 处置单位 承办单位 承办部门 主办单位 主办部门 责任单位 责任部门 办理单位 办理部门 处理单位 处理部门 主管部门 派遣部门 牵头单位 主责单位 主责部门 承办科室 责任主体 归口单位 诉求归口
    assigneddept assigneddepartment ownerdepartment agencyresponsible responsibleagency responsibledepartment
    agencyname`,
    'department executedeptname dealunitname agency queue dept',
  ),
  names(
    'channel',
    `问题来源 案件来源 诉求来源 工单来源 事件来源 信息来源 任务来源 上报渠道 受理渠道 诉求渠道 来电渠道 上报来源 opendatachanneltype infosourcename`,
    '来源 渠道 数据来源 source channel origin datasource',
  ),
  names(
    'lon',
    '经度 坐标x x坐标 横坐标 longitude lon lng',
    'x long jd gisx xcoord xcoordinate pointx coordx coordinatex 坐标经度 x坐标经度',
  ),
  names(
    'lat',
    '纬度 坐标y y坐标 纵坐标 latitude lat',
    'y wd gisy ycoord ycoordinate pointy coordy coordinatey 坐标纬度',
  ),
  names(
    'point',
    '经纬度 位置坐标 坐标',
    'geometry point geom thegeom shape wkt coordinates latlng geolocation',
    /[xy横纵]坐标$/,
  ),
  names(
    'mediaUrl',
    '现场照片 现场图片 问题照片 问题图片 上传图片 处置前照片 处置前图片 图片地址 mediaurl photourl imageurl',
    '图片 照片 附件 submittedphoto photo attachments',
  ),
  names(
    'statusNotes',
    `处理结果 办理结果 处置结果 办结结果 办理意见 处理意见 处置意见 办结意见 答复意见 回复意见 答复内容 回复内容 反馈内容 答复市民要点 答复要点 办理情况 处理情况 处置情况 closurereason
    statusnotes resolutiondescription`,
    'resolution',
  ),
  names('rework', '返工次数 返工数', 'rework reworknum'),
];

function names(field: FieldName, words: string, alone: string, not: RegExp | null = null): FieldWords {
  return { field, words: words.split(/\s+/), alone: alone.split(/\s+/), not };
}
