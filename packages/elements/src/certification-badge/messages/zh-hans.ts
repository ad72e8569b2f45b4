import type { CertificationBadgeMessages } from './messages.ts';

/** The badge's texts in simplified Chinese. */
export const zhHans: CertificationBadgeMessages = {
  verifying: '正在核验',
  valid: '扶贫产品 · 已认定',
  wrongOrigin: '本站未获授权',
  expired: '认定已过期',
  suspended: '认定已暂停',
  revoked: '认定已撤销',
  unverifiable: '无法核验',
  meaning: {
    verifying: '正在您的浏览器中核验这枚标识。',
    valid: '由产地县认定，标识刚刚在您的浏览器中核验通过。',
    wrongOrigin: '这枚标识没有授权给当前网站使用，请勿据此下单。',
    expired: '认定或标识的有效期已过。',
    suspended: '认定机关已暂停这件商品的认定。',
    revoked: '认定机关已撤销这件商品的认定。',
    unverifiable: '暂时无法确认这枚标识的真伪，请勿据此判断。',
  },
  openCertificate: '查看认定证书',
  households: (count) => `带动 ${count} 户增收`,
  licensedTo: (merchant) => `标识授权给：${merchant}`,
  validUntil: (date) => `有效期至 ${date}`,
};
