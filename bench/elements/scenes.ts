import type { BundleName } from '../../packages/elements/src/autoloader/bundles.ts';
import type { RegistryAddress } from './registry.ts';

/** An element brought into a state, and further states that a person brings it into from there. */
export interface Scene {
  readonly element: Exclude<BundleName, 'provider'>;
  readonly state: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Whether no request of it is ever answered. */
  readonly isHung?: true;
  /** Sales that are opened in it as a file. */
  readonly file?: string;
  /** Whether its page belongs to an origin that is licensed for nothing. */
  readonly isElsewhere?: true;
  /** What is there once the state is reached, within the element. */
  readonly shown: string;
  readonly then?: readonly {
    readonly state: string;
    readonly press: string;
    readonly shown: string;
  }[];
}

const unreachable = 'http://127.0.0.1:9';
const variants = ['seal', 'compact', 'full'] as const;

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const sales = `\
receiptNo,sku,name,quantity,soldAt,unitPrice
A1,HL10000,Jujubes,2,${yesterday} 09:30:00,36.80
A2,HL10001,Jujubes,x,${yesterday} 09:31:00,32.00
A3,HL10002,Walnuts,-1,${yesterday} 09:32:00,39.90
`;

/** Every element in every state that it can be brought into from outside; the dashboard shows what the report sent. */
export function scenesOf({
  registry,
  outlet,
  publishableKey,
  session,
  badges,
  certificates,
  listing,
}: RegistryAddress): readonly Scene[] {
  const shop = { registry, outlet, publishableKey };
  const office = { registry, outlet, session };
  return [
    {
      element: 'special-area',
      state: 'ready',
      properties: shop,
      shown: 'fupin-certification-badge:state(valid)',
      then: [
        {
          state: 'filtered',
          press: '.chip >> nth=1',
          shown:
            '[part="base"]:has(.chip[aria-pressed="true"] small):has([part="list"][aria-busy="false"])',
        },
        {
          state: 'added',
          press: '[part="button"] >> nth=0',
          shown: 'fupin-product-card [role="status"]:not(:empty)',
        },
      ],
    },
    {
      element: 'special-area',
      state: 'loading',
      properties: shop,
      isHung: true,
      shown: '.loading',
    },
    {
      element: 'special-area',
      state: 'failed',
      properties: { ...shop, registry: unreachable },
      shown: '[part="error"]',
    },
    {
      element: 'special-area',
      state: 'empty',
      properties: { ...shop, q: '没有这样的商品' },
      shown: '[part="empty"]',
    },
    {
      element: 'product-card',
      state: 'with listing',
      properties: { ...shop, listing, headingLevel: 2 },
      shown: 'fupin-certification-badge:state(valid)',
    },
    {
      element: 'product-card',
      state: 'sold out, without picture',
      properties: { ...shop, listing: { ...listing, stock: 0, imageUrl: null }, headingLevel: 2 },
      shown: 'button[disabled]',
    },
    {
      element: 'product-card',
      state: 'loaded',
      properties: { ...shop, productId: listing.productId, headingLevel: 2 },
      shown: '[part="image"]',
    },
    {
      element: 'product-card',
      state: 'loading',
      properties: { ...shop, productId: listing.productId },
      isHung: true,
      shown: '.loading',
    },
    {
      element: 'product-card',
      state: 'failed',
      properties: { ...shop, productId: 'prd_nosuchproduct' },
      shown: '[part="error"]',
    },
    ...variants.flatMap((variant): Scene[] => {
      const badge = (state: string, badgeId: string | null, rest: Partial<Scene> = {}): Scene => ({
        element: 'certification-badge',
        state: `${state}, ${variant}`,
        properties: { registry, badge: badgeId, variant },
        shown:
          variant === 'full' && state !== 'verifying' ? `.${state} [part="check"]` : `.${state}`,
        ...(variant === 'compact' &&
          state !== 'verifying' && {
            then: [{ state: 'opened', press: '[part="base"]', shown: ':popover-open' }],
          }),
        ...rest,
      });
      return [
        badge('valid', badges.valid),
        badge('expired', badges.expired),
        badge('suspended', badges.suspended),
        badge('revoked', badges.revoked),
        badge('wrongOrigin', badges.valid, { isElsewhere: true }),
        badge('unverifiable', 'bdg_nosuchbadge00'),
        badge('verifying', badges.valid, { isHung: true }),
      ];
    }),
    ...(['valid', 'expired', 'suspended', 'revoked'] as const).map((state): Scene => ({
      element: 'certificate',
      state,
      properties: { registry, certificate: certificates[state] },
      shown: '[part="qr"] svg',
    })),
    {
      element: 'certificate',
      state: 'unverifiable',
      properties: { registry, certificate: 'crt_nosuchcertificate' },
      shown: '[part="retry"]',
    },
    {
      element: 'certificate',
      state: 'verifying',
      properties: { registry, certificate: certificates.valid },
      isHung: true,
      shown: '.verifying',
    },
    {
      element: 'sales-report',
      state: 'without outlet',
      properties: { registry },
      shown: '[part="error"]',
    },
    {
      element: 'sales-report',
      state: 'start',
      properties: office,
      shown: '#tab-hand',
      then: [{ state: 'typing in', press: '#tab-hand', shown: '[name="receiptNo"]' }],
    },
    {
      element: 'sales-report',
      state: 'columns',
      properties: office,
      file: sales,
      shown: '#column-receiptNo',
      then: [
        { state: 'check', press: '.actions > .primary', shown: '[part="faults"]' },
        { state: 'sent', press: '.actions > .primary >> nth=0', shown: '[part="outcome"]' },
      ],
    },
    {
      element: 'sales-dashboard',
      state: 'ready',
      properties: office,
      shown: '[part="totals"]',
      then: [{ state: 'unfolded', press: 'summary >> nth=0', shown: 'details[open]' }],
    },
    {
      element: 'sales-dashboard',
      state: 'empty',
      properties: { ...office, from: '2001-01-01', to: '2001-01-31' },
      shown: '[part="empty"]',
    },
    {
      element: 'sales-dashboard',
      state: 'loading',
      properties: office,
      isHung: true,
      shown: '[aria-busy="true"]',
    },
    {
      element: 'sales-dashboard',
      state: 'failed',
      properties: { ...office, registry: unreachable },
      shown: '[part="error"]',
    },
  ];
}
