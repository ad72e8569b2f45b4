import { OutletId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { line, Origin, WebAddress } from './scalar.ts';
import { DivisionCode } from './division.ts';
import * as z from 'zod/mini';

/** The three kinds of outlet; channel codes 01, 02 and 03 of the operators' interface. */
export const outletKinds = ['area', 'counter', 'pavilion'] as const;
export type OutletKind = Open<(typeof outletKinds)[number]>;

/** A place on earth, WGS-84, in degrees. */
export const Position = z.readonly(
  z.looseObject({
    longitude: z.number().check(z.minimum(-180), z.maximum(180)),
    latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  }),
);
export type Position = z.infer<typeof Position>;

/** Where certified products are sold: a special area, a counter or a pavilion, online or offline. */
export const Outlet = z.readonly(
  z.looseObject({
    outletId: OutletId,
    kind: openEnum(outletKinds),
    name: z.string(),
    nameEn: z.optional(z.string()),
    operatorName: z.string(),
    online: z.boolean(),
    /** Web origins on which its mark licences let it show the mark. */
    origins: z.readonly(z.array(Origin)),
    url: z.nullable(z.string()),
    divisionCode: z.nullable(DivisionCode),
    address: z.nullable(z.string()),
    openingHours: z.nullable(z.string()),
    position: z.nullable(Position),
  }),
);
export type Outlet = z.infer<typeof Outlet>;

/** What an operator says of a new outlet. */
export const NewOutlet = z.readonly(
  z.strictObject({
    kind: z.enum(outletKinds),
    name: line(120),
    nameEn: z.optional(line(120)),
    online: z.boolean(),
    url: z.optional(WebAddress),
    divisionCode: z.optional(DivisionCode),
    address: z.optional(line(200)),
    openingHours: z.optional(line(200)),
    position: z.optional(
      z.strictObject({
        longitude: z.number().check(z.minimum(-180), z.maximum(180)),
        latitude: z.number().check(z.minimum(-90), z.maximum(90)),
      }),
    ),
  }),
);
export type NewOutlet = z.infer<typeof NewOutlet>;
