/** Whether both databases can store a text as it is: PostgreSQL takes no NUL, and an unpaired surrogate is no UTF-8. */
export function isStorableText(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}
