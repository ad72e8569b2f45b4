import type { Connection } from '../database/database.ts';
import type { PublicReader } from './public-reader.ts';

/** What the pages are made from. */
export interface PageSource {
  readonly read: PublicReader;
  readonly connection: Connection;
  readonly request: Request;
  readonly now: Date;
  readonly publicUrl: string;
}
