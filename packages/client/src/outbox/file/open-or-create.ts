import { access } from 'node:fs/promises';
import { RecordFile, type StoredRecord } from './record-file.ts';

/**
 * Opens a log and reads its records; creates it where there is none. A torn tail is cut off, and of a log that is not
 * durable whatever stands behind damage.
 * @throws {OutboxFormatError} when a durable one is damaged
 */
export async function openOrCreate(
  path: string,
  outletId: string,
  isDurable: boolean,
  onRecord: (record: StoredRecord) => void,
): Promise<RecordFile> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return RecordFile.create(path, { outletId });
  const file = await RecordFile.open(path, outletId);
  try {
    let end = 0;
    for await (const records of file.read(0)) {
      for (const record of records) {
        if (record.offset > 0) onRecord(record);
        end = record.end;
      }
    }
    if (isDurable) await file.cutTornTail(end);
    else await file.truncate(end);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
