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
  showDetails: '查看核验详情',
  openCertificate: '查看认定证书',
};
