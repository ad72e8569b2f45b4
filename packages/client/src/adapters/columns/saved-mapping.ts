import { faultsOf } from '@fupin/schema';
import * as z from 'zod/mini';
import { normalHeader, saleFields, type ColumnMapping, type SaleField } from './columns.ts';
import type { SaleSettings } from './sale-row.ts';

/** How an export is to be read, as it is kept for the next one: columns by their names, and what the file does not say. */
export const SavedMapping = z.strictObject({
  /** The name of the column for each field, or its place from 1. */
  columns: z.optional(
    z.partialRecord(z.enum(saleFields), z.union([z.string(), z.int().check(z.minimum(1))])),
  ),
  dateOrder: z.optional(z.enum(['dayFirst', 'monthFirst'])),
  /** The till, where no column names it. */
  terminalId: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** The unit, where no column names it. */
  unit: z.optional(z.string().check(z.minLength(1), z.maxLength(20))),
  /** The quantity of every row, where no column has it. */
  quantity: z.optional(
    z.string().check(z.regex(/^\d+(?:\.\d+)?$/, 'must be a number such as "1"')),
  ),
  receiptFromTime: z.optional(z.boolean()),
  bothNegativeIsReturn: z.optional(z.boolean()),
});
export type SavedMapping = z.infer<typeof SavedMapping>;

/** A saved mapping that can't be used; `faults` say what is wrong, in words for whoever wrote it. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The mapping can't be used: ${faults.join('; ')}`);
    this.faults = faults;
  }
}

/**
 * Reads a saved mapping.
 * @throws {MappingError} when it is none
 */
export function readMapping(json: string): SavedMapping {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new MappingError([`must be JSON: ${(error as Error).message}`]);
  }
  const parsed = SavedMapping.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MappingError(
    faultsOf(parsed.error).map(({ pointer, detail }) => `${pointer} ${detail}`.trim()),
  );
}

/**
 * The columns of a file that a saved mapping names.
 * @throws {MappingError} when the file has no such column, or several
 */
export function columnsOf(mapping: SavedMapping, headers: readonly string[]): ColumnMapping {
  const faults: string[] = [];
  const columns: Partial<Record<SaleField, number>> = {};
  for (const [field, column] of Object.entries(mapping.columns ?? {}) as [
    SaleField,
    string | number,
  ][]) {
    const places = placesOf(column, headers);
    const [place, second] = places;
    if (place === undefined)
      faults.push(`/columns/${field} names "${column}", which the file has not`);
    else if (second !== undefined)
      faults.push(`/columns/${field} names "${column}", which the file has twice`);
    else columns[field] = place;
  }
  if (faults.length > 0) throw new MappingError(faults);
  return columns;
}

function placesOf(column: string | number, headers: readonly string[]): number[] {
  if (typeof column === 'number') return column <= headers.length ? [column - 1] : [];
  const all = [...headers.keys()];
  const exact = all.filter((place) => headers[place]?.trim() === column.trim());
  if (exact.length > 0) return exact;
  return all.filter((place) => normalHeader(headers[place] ?? '') === normalHeader(column));
}

/** Settings as a mapping to be saved: columns by name, or by place where the name is blank or not the only one. */
export function savedMappingOf(settings: SaleSettings, headers: readonly string[]): SavedMapping {
  const { columns, ...others } = settings;
  const nameOf = (place: number) => {
    const name = headers[place]?.trim() ?? '';
    return name !== '' && placesOf(name, headers).length === 1 ? name : place + 1;
  };
  const named = Object.entries(columns).map(([field, place]) => [field, nameOf(place)]);
  return SavedMapping.parse({
    columns: Object.fromEntries(named),
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
  });
}
