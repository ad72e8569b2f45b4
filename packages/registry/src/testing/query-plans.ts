import { CompiledQuery, type KyselyPlugin } from 'kysely';
import type { Connection, Database } from '../database/database.ts';

/** A connection that writes down what it is asked. */
export function listening(database: Database): { connection: Connection; asked: CompiledQuery[] } {
  const asked: CompiledQuery[] = [];
  const executor = database.db.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      asked.push(executor.compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { connection: { ...database, db: database.db.withPlugin(plugin) }, asked };
}

/** How the database would carry out a query if its tables were large. */
export async function planOf({ db, dialect }: Connection, { sql, parameters }: CompiledQuery) {
  const explain = dialect.name === 'sqlite' ? 'explain query plan' : 'explain';
  if (dialect.name === 'postgres')
    await db.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'));
  const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
  return rows.map((row) => Object.values(row as object).join(' '));
}
