import * as z from 'zod/mini';

/** One of the known values, or one that a newer registry has added. */
export type Open<Value extends string> = Value | (string & {});

/**
 * A string field with known values that stays open for readers: an unknown value passes through unchanged.
 * The known values are listed in the JSON Schema as `examples`.
 */
export function openEnum<const Values extends readonly [string, ...string[]]>(
  values: Values,
): z.ZodMiniType<Open<Values[number]>, Open<Values[number]>> {
  return z.string().register(z.globalRegistry, { examples: [...values] });
}
