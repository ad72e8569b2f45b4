export { FupinLoadErrorEvent } from './load-error-event.ts';
export { createFormats, type Formats } from './localization/formats.ts';
export {
  registerMessages,
  type LocalizedTag,
  type MessageCatalog,
} from './localization/messages.ts';
export { Provider } from './provider/provider.ts';
export {
  providedContext,
  type Provided,
  type RegistryContext,
  type RegistryOptions,
} from './provider/registry-context.ts';
