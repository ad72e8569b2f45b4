export { createClient, type Client, type ClientOptions } from './client.ts';
export type { ClientError } from './errors/client-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { ProblemError } from './errors/problem-error.ts';
export { RegistryError, type Call } from './errors/registry-error.ts';
export { ResponseSchemaError } from './errors/response-schema-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { items } from './items.ts';
export type { CallOptions, OperationArguments, OperationMethod } from './operation-call.ts';
