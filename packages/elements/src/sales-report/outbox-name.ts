/** The name of the outbox for an outlet's reports to a registry. */
export const outboxName = (registry: string, outletId: string) =>
  `fupin-sales ${registry} ${outletId}`;

/** Whether such an outbox was opened on this device before. */
export async function outboxExists(name: string): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    // Where storage is forbidden there is none.
    return false;
  }
}
