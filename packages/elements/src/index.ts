export {
  Certificate,
  FupinCertificateVerifyEvent,
  type CertificateOutcome,
  type CertificateState,
} from './certificate/certificate.ts';
export type { BadgeDetailsMessages } from './badge-details/messages/messages.ts';
export type { CertificateMessages } from './certificate/messages/messages.ts';
export {
  CertificationBadge,
  FupinBadgeVerifyEvent,
  type BadgeOutcome,
  type BadgeState,
  type BadgeVariant,
} from './certification-badge/certification-badge.ts';
export type { CertificationBadgeMessages } from './certification-badge/messages/messages.ts';
export { FupinLoadErrorEvent } from './load-error-event.ts';
export {
  registerMessages,
  type LocalizedTag,
  type MessageCatalog,
} from './localization/messages.ts';
export type { ProductCardMessages } from './product-card/messages/messages.ts';
export { FupinCartAddEvent, ProductCard } from './product-card/product-card.ts';
export { Provider } from './provider/provider.ts';
export { SalesDashboard } from './sales-dashboard/sales-dashboard.ts';
export { FupinSalesReportedEvent, SalesReport } from './sales-report/sales-report.ts';
export type { SpecialAreaMessages } from './special-area/messages/messages.ts';
export { SpecialArea, type RenderCard } from './special-area/special-area.ts';
