import type { PendingRequest } from '../shared/model/pendingRequest';
import { shown, shownText } from './shown';

type Value = Readonly<Record<string, unknown>>;

/** A result of `sampling/createMessage` (MCP 2025-11-25, Sampling). */
export function messageOf(text: string) {
  return {
    role: 'assistant',
    content: { type: 'text', text },
    model: 'portcullis',
    stopReason: 'endTurn',
  };
}

/** An elicitation wants a form filled in, and no page visited. */
export function isForm({ params }: PendingRequest): boolean {
  return params.mode === undefined || params.mode === 'form';
}

/** What a server asks, in words. */
export function questionOf(request: PendingRequest): string {
  const { method, params } = request;
  if (method === 'sampling/createMessage') {
    return `The server asks a model: ${shownText(promptOf(params.messages))}`;
  }
  if (method !== 'elicitation/create') return `The server asks for ${shown(method)}.`;
  const said = typeof params.message === 'string' ? ` ${shownText(params.message)}` : '';
  return isForm(request)
    ? `The server asks:${said}`
    : `The server asks to visit ${shown(String(params.url))} :${said}`;
}

/** The texts of the messages that a model is to answer. */
function promptOf(messages: unknown): string {
  return [messages]
    .flat()
    .flatMap((message) => (isObject(message) ? [message.content].flat() : []))
    .map((block) => (isObject(block) && typeof block.text === 'string' ? block.text : '[…]'))
    .join('\n');
}

export function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
