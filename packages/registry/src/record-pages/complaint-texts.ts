import type { PageLanguage } from './page-language.ts';

type Words = Readonly<Record<string, string>>;

const chinese = {
  heading: '投诉',
  lead: '买到的东西与这里写的不符？请告诉产地县。订单号和联系方式只有经办人能看到。',
  open: '我要投诉',
  kind: '哪方面',
  kinds: {
    fake: '冒用标识或假货',
    quality: '质量',
    price: '价格虚高',
    mechanism: '没有带贫',
    service: '售后服务',
    other: '其他',
  } as Words,
  text: '怎么回事',
  orderNo: '订单号（选填）',
  contact: '联系方式（选填）',
  send: '提交投诉',
  follow: '查询已提交的投诉',
  received: '投诉已收到',
  receivedMeaning: '请记下这两个号码，查询进展时要用。查询码只显示这一次。',
  receiptNo: '受理编号',
  followUpCode: '查询码',
  acknowledgeBy: (day: string) => `最迟 ${day}告知是否受理。`,
  refused: '投诉没有提交成功',
  refusedMeaning: '请返回上一页，改正下面各项后再提交：',
  rules: {
    '/kind': '哪方面：请选择一项',
    '/text': '怎么回事：请写明情况，最多 2000 字',
    '/orderNo': '订单号：一行，最多 64 字',
    '/contact': '联系方式：一行，最多 200 字',
  } as Words,
  unavailable: '登记处暂时无法处理，请稍后再试。',
  tooMany: '提交得太频繁了，请过一会儿再试。',
  followHeading: '查询投诉进展',
  followSend: '查询',
  unknown: '没有查到。请核对受理编号和查询码。',
  states: {
    received: '已收到',
    acknowledged: '已受理',
    investigating: '调查中',
    upheld: '查实',
    dismissed: '不成立',
  } as Words,
  back: '返回证书',
};

const english: typeof chinese = {
  heading: 'Complain',
  lead: 'Is what you bought not what it says here? Tell the county of origin. Only the officials who handle it see your order number and contact.',
  open: 'Make a complaint',
  kind: 'About',
  kinds: {
    fake: 'misuse of the mark, or a fake',
    quality: 'quality',
    price: 'excessive price',
    mechanism: 'no help for households',
    service: 'service',
    other: 'something else',
  },
  text: 'What happened',
  orderNo: 'Order number (optional)',
  contact: 'How to reach you (optional)',
  send: 'Send the complaint',
  follow: 'Follow a complaint',
  received: 'Complaint received',
  receivedMeaning:
    'Keep these two numbers: you need them to ask how it stands. The code is shown only this once.',
  receiptNo: 'Receipt number',
  followUpCode: 'Follow-up code',
  acknowledgeBy: (day) => `You will be told by ${day} whether it is taken up.`,
  refused: 'The complaint was not sent',
  refusedMeaning: 'Please go back, correct this and send it again:',
  rules: {
    '/kind': 'About: choose one',
    '/text': 'What happened: say what it was, in at most 2000 characters',
    '/orderNo': 'Order number: one line of at most 64 characters',
    '/contact': 'How to reach you: one line of at most 200 characters',
  },
  unavailable: 'The registry can’t deal with it now. Please try again later.',
  tooMany: 'Too many were sent from here. Please try again in a while.',
  followHeading: 'Follow a complaint',
  followSend: 'Look up',
  unknown: 'Nothing was found. Please check both numbers.',
  states: {
    received: 'Received',
    acknowledged: 'Taken up',
    investigating: 'Under investigation',
    upheld: 'Upheld',
    dismissed: 'Dismissed',
  },
  back: 'Back to the certificate',
};

/** What the pages for complaints say, by language. */
export const complaintTexts: Readonly<Record<PageLanguage, typeof chinese>> = {
  'zh-Hans': chinese,
  en: english,
};
