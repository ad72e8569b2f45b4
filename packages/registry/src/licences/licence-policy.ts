/** The rules of mark licences that are numbers. */
export const licencePolicy = {
  /** For how many days a licence is granted and renewed. */
  validityDays: 365,
  /** How many days before its end a licence can be renewed. */
  renewableDays: 60,
  /** How long an administrator may grant a licence for. */
  longestGrantDays: 5 * 366,
  /** How many days a challenge may be answered. */
  challengeDays: 14,
  /** How often a licensee may have the registry look for the proofs of one licence. */
  secondsBetweenLooks: 30,
  /** How often the registry looks again whether the proofs still stand. */
  recheckHours: 24,
  /** A licence is suspended once so many looks in a row have failed … */
  failuresToSuspend: 4,
  /** … over so many hours at least. */
  hoursToSuspend: 72,
} as const;

/** An instant so many hours after another. */
export const hoursAfter = (instant: Date, hours: number) =>
  new Date(instant.getTime() + hours * 3_600_000);

/** An instant so many days after another. */
export const daysAfter = (instant: Date, days: number) => hoursAfter(instant, days * 24);
