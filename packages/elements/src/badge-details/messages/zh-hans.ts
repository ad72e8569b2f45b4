import type { BadgeDetailsMessages } from './messages.ts';

/** The texts of a badge's details in simplified Chinese. */
export const zhHans: BadgeDetailsMessages = {
  close: '关闭',
  meaning: {
    valid: '产地县认定的扶贫产品，标识真实有效。',
    wrongOrigin: '这枚标识没有授权给本网站使用。',
    expired: '这件商品的认定或标识已过有效期。',
    suspended: '这件商品的认定目前暂停。',
    revoked: '这件商品的认定已被撤销。',
    unverifiable: '暂时不能确认这枚标识的真伪。',
  },
  advice: {
    wrongOrigin: '请勿凭它下单。购买认定商品，请到下列获授权的网站。',
    expired: '下单前，请先向商家确认是否已经续期。',
    suspended: '暂停期间请谨慎购买；恢复认定后，标识会自动更新。',
    revoked: '它已不是认定的扶贫产品；如仍以此宣传，请到登记处反映。',
  },
  doubt: {
    notLoaded: '没有连上认定登记处。请检查网络后重新核验。',
    noWebCrypto: '本页没有使用 https，浏览器无法核验。请改用 https 网址打开。',
    badgeMissing: '登记处没有这枚标识的记录，请勿凭它下单。',
    clock: '标识的生效时间晚于您设备的时间。请校准日期和时间后重新核验。',
    statusUnknown: '没有取到最新的暂停与撤销名单，不知道认定是否仍然有效。请稍后重新核验。',
    notGenuine: '标识的签名或内容对不上，可能是伪造的，请勿凭它下单。',
  },
  product: '认定商品',
  county: '认定县',
  supplier: '供应商',
  directoryNo: '目录编号',
  validity: '认定有效期',
  period: (from, until) => `${from}至${until}`,
  households: '带动农户',
  householdsHelped: (count) => `${count} 户`,
  merchant: '获授权商家',
  origins: '获授权网站',
  proof: (county) =>
    `标识能证明${county}认定了这件商品、本站获准展示；不能证明您收到的货与之相同，也不是质量担保。`,
  passed: (time) => `${time} 在您的浏览器中核验，签名、授权网站、有效期、撤销名单均已通过`,
  checked: (time) => `${time} 在您的浏览器中检查`,
  openCertificate: '到登记处查看证书',
  scan: '手机扫码核对',
  qrCode: '二维码：登记处的证书页',
  retry: '重新核验',
};
