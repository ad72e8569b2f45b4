import { isWithinDivision } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { divisionOfKey } from '../keys/division-of-key.ts';
import { findSuppliers, supplierIdOf, upsertSuppliers } from './supplier-store.ts';

/** Handlers of suppliers. */
export const supplierHandlers = {
  async createSupplier({ connection, body, caller }) {
    const countyCode = currentCountyCode(body.countyCode) ?? body.countyCode;
    if (!isWithinDivision(countyCode, divisionOfKey(caller))) {
      throw new ProblemError(
        'forbidden',
        'The supplier is of a county outside the key’s division.',
      );
    }
    const supplierId = supplierIdOf(body.uscc);
    if ((await findSuppliers(connection, [supplierId])).size > 0) {
      throw new ProblemError('conflict', 'There is a supplier with this code already.');
    }
    await upsertSuppliers(connection, [{ ...body, countyCode }]);
    const supplier = (await findSuppliers(connection, [supplierId])).get(supplierId);
    if (!supplier) throw new Error(`supplier ${supplierId} is not there after it was stored`);
    return supplier;
  },
} satisfies Partial<Handlers>;
