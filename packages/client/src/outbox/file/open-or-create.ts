import { access } from 'node:fs/promises';
import { RecordFile, type StoredRecord } from './record-file.ts';

/** Opens a log and reads its records, cutting off a torn tail; creates it where there is none. */
export async function openOrCreate(
  path: string,
  outletId: string,
  onRecord: (record: StoredRecord) => void,
): Promise<RecordFile> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return RecordFile.create(path, { outletId });
  const file = await RecordFile.open(path, outletId);
  let end = 0;
  for await (const records of file.read(0)) {
    for (const record of records) {
      if (record.offset > 0) onRecord(record);
      end = record.end;
    }
  }
  if (end < file.size) await file.truncate(end);
  return file;
}
