import { inChunks, type Table } from './table.ts';

/** The rows as they stand in the API, one JSON value a line (JSON Lines); amounts in fen, for the headings don't apply. */
export async function* jsonLinesOf<Row>({ rows }: Table<Row>): AsyncGenerator<Uint8Array> {
  async function* texts() {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
  for await (const chunk of inChunks(texts())) yield Buffer.from(chunk);
}
