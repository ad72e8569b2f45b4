import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { createKey } from '../keys/key-store.ts';
import { findProducts } from '../directory/product-store.ts';
import { randomId } from '../record-id.ts';
import { listListings } from './list-listings.ts';
import { listOutlets, type Searches } from './list-outlets.ts';
import { findListings, setListings } from './listing-store.ts';
import { outletOnWire, upsertOutlets } from './outlet-store.ts';
import { existingOutlet, ownOutlet } from './own-outlet.ts';
import { ShelfReader } from './shelf-listings.ts';

const sessionMinutes = 60;

/** Handlers of outlets, what they sell, and reporting sessions for their back offices. */
export const outletHandlers = (searches: Searches, shelves = new ShelfReader()) =>
  ({
    listOutlets: ({ connection, query, now }) => listOutlets(connection, searches, query, now),

    async createOutlet({ connection, body, caller }) {
      const operatorId = caller.key?.operatorId;
      if (!operatorId) throw new ProblemError('forbidden', 'The key belongs to no operator.');
      const outletId = randomId('out');
      await upsertOutlets(connection, [{ ...body, outletId, operatorId }]);
      return outletOnWire(await existingOutlet(connection, outletId));
    },

    async getOutlet({ connection, params }) {
      return outletOnWire(await existingOutlet(connection, params.outletId));
    },

    async listListings({ connection, params: { outletId }, query, now }) {
      await existingOutlet(connection, outletId);
      const { products } = searches;
      return listListings(connection, { products, shelves }, outletId, query, now);
    },

    async setListing({ connection, params: { outletId, sku }, body, caller, now }) {
      await ownOutlet(connection, caller, outletId);
      const products = await findProducts(connection, [body.productId], now);
      if (products.size === 0) {
        throw invalidInput('body', '/productId', 'must be a product of the directory');
      }
      await setListings(connection, [{ ...body, outletId, sku }]);
      const [listing] = await findListings(connection, outletId, [sku], now);
      if (!listing) throw new Error(`listing ${outletId} ${sku} is not there after it was set`);
      return listing;
    },

    async createReportingSession({ connection, params: { outletId }, body, caller, now }) {
      await ownOutlet(connection, caller, outletId);
      const minutes = body.minutes ?? sessionMinutes;
      const expiresAt = new Date(now.getTime() + minutes * 60_000).toISOString();
      const mintedBy = caller.key?.keyId ?? null;
      const session = { outletId, expiresAt, mintedBy, label: 'reporting session' };
      const { secret } = await createKey(connection, { kind: 'session', ...session }, now);
      return { session: secret, outletId, expiresAt };
    },
  }) satisfies Partial<Handlers>;
