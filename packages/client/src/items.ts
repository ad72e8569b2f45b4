import type { Page } from '@fupin/schema';
import type { CallOptions } from './operation-call.ts';

/**
 * Iterates over the items of a list, page after page, and asks for a page only when its first item is wanted.
 * @example
 * for await (const product of items(client.listProducts, { q: '核桃' })) console.log(product.name);
 */
export async function* items<Input extends object, Item>(
  list: (input: Input, options?: CallOptions) => Promise<Page<Item>>,
  ...[input, options]: Partial<Input> extends Input
    ? [input?: NoInfer<Input>, options?: CallOptions]
    : [input: NoInfer<Input>, options?: CallOptions]
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null | undefined;
  do {
    const page = await list({ ...input, ...(cursor && { cursor }) } as Input, options);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}
