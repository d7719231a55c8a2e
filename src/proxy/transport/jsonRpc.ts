import { t } from '@vscode/l10n';
/** A JSON-RPC message as it was received: only known to be an object. */
export type RawMessage = Readonly<Record<string, unknown>>;

export type ParsedText =
  /** One message, or the messages of a batch (allowed in revision 2025-03-26). */
  | { readonly kind: 'messages'; readonly messages: readonly RawMessage[] }
  | { readonly kind: 'noise' };

/**
 * Reads a text that may be a JSON-RPC message. What claims to be one (by `jsonrpc`, by a method, or by an
 * answer's members) is taken as such even if it is faulty, so that its fault can be told; anything else,
 * JSON or not, is noise.
 */
export function parseText(text: string): ParsedText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'noise' };
  }
  const messages = Array.isArray(value) ? value : [value];
  return messages.length > 0 && messages.every(claimsToBeMessage)
    ? { kind: 'messages', messages }
    : { kind: 'noise' };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function claimsToBeMessage(value: unknown): value is RawMessage {
  if (!isObject(value)) return false;
  if ('jsonrpc' in value || typeof value.method === 'string') return true;
  return 'id' in value && ('result' in value || 'error' in value);
}

/** What is wrong with an answer, or undefined (JSON-RPC 2.0 §5). Unknown members are nobody's fault. */
export function faultOfAnswer(message: RawMessage): string | undefined {
  if (message.jsonrpc !== '2.0') return t('it does not say "jsonrpc": "2.0"');
  if ('error' in message && message.error !== null) {
    const error = message.error;
    if (!isObject(error)) return t('"error" is not an object');
    if (typeof error.code !== 'number') return t('"error.code" is not a number');
    return typeof error.message === 'string' ? undefined : t('"error.message" is not a string');
  }
  if (!('result' in message)) return t('it has neither "result" nor "error"');
  return isObject(message.result) ? undefined : t('"result" is not an object');
}
