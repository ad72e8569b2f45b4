import type {
  OperationBody,
  OperationInput,
  OperationParams,
  OperationQuery,
  OperationResponse,
} from './endpoints.ts';
import type { OperationId } from './operations.ts';
import type { Page } from './page.ts';
import type { Problem } from './problem.ts';
import type { Product } from './product.ts';
import type { NewListing } from './listing.ts';
import type { SaleLine, SalesReportResult } from './sale-line.ts';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Accepts<Target, Value> = [Value] extends [Target] ? true : false;

/** Fails to compile unless every member is true. */
type Facts<All extends Readonly<Record<string, true>>> = All;

/** What callers and handlers may rely on in the types made from the endpoint table. */
export type EndpointFacts = Facts<{
  pathParametersAreStrings: Equal<OperationParams<'getProduct'>, { productId: string }>;
  twoPathParameters: Equal<OperationParams<'setListing'>, { outletId: string; sku: string }>;
  noPathParameters: Equal<OperationParams<'listProducts'>, never>;
  noQuery: Equal<OperationQuery<'getProduct'>, never>;
  noBody: Equal<OperationBody<'getProduct'>, never>;
  flagsAreRead: Equal<OperationQuery<'listProducts'>['inForce'], boolean | undefined>;
  limitsAreRead: Equal<OperationQuery<'listProducts'>['limit'], number | undefined>;
  listsAreRead: Equal<OperationQuery<'getBadgeBundle'>['badgeIds'], string[]>;
  pagesHoldItems: Accepts<Page<Product>, OperationResponse<'listProducts'>>;
  bodyIsTheRecord: Equal<OperationBody<'setListing'>, NewListing>;
  credentialIsText: Equal<OperationResponse<'getBadge'>, string>;
  outcomes: Equal<OperationResponse<'reportSales'>, SalesReportResult>;
  inputJoinsParts: Accepts<
    OperationInput<'setListing'>,
    { outletId: string; sku: string; productId: string; priceFen: number }
  >;
  inputWithoutParts: Accepts<OperationInput<'listCategories'>, Record<never, never>>;
  inputNeedsTheBody: Equal<
    Accepts<OperationInput<'setListing'>, { outletId: string; sku: string }>,
    false
  >;
  inputTakesReadonlyLines: Accepts<
    OperationInput<'reportSales'>,
    { outletId: string; lines: readonly SaleLine[] }
  >;
  inputClosesItsEnums: Equal<
    Accepts<OperationInput<'listListings'>, { outletId: string; sort: 'price' }>,
    false
  >;
  enumsAreOpenToReaders: Accepts<Problem['code'], 'teapot'>;
  resultsAreReadonly: Equal<Pick<Product, 'images'>, { readonly images: readonly string[] }>;
  everyOperationAnswers: Equal<
    { [Id in OperationId]: [OperationResponse<Id>] extends [never] ? Id : never }[OperationId],
    never
  >;
}>;
