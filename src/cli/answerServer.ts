import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { PersonsAnswer } from '../proxy/session/pendingRequests';
import type { PendingRequest } from '../shared/model/pendingRequest';
import type { Offers } from '../shared/model/server';
import { shown, shownText } from './shown';

type Value = Readonly<Record<string, unknown>>;

/** What stands ready for a server that asks something back, in the order in which it asks. */
export interface CannedAnswers {
  /** The content of a form. */
  readonly elicit: readonly Value[];
  /** The text of a message that a model would have written. */
  readonly sampling: readonly string[];
}

/** What a server may ask during a call: each is answered, or declined aloud. */
export const CALL_OFFERS: Offers = {
  roots: true,
  sampling: true,
  formElicitation: true,
  urlElicitation: true,
};

/**
 * Answers what the server asks back while a call runs; the last answer of a kind serves for all that follow.
 * Without one, declines, and says what was asked and which option answers it.
 * @param say writes to stderr
 */
export function answerServer(
  session: InspectorSession,
  canned: CannedAnswers,
  say: (text: string) => void,
): { dispose(): void } {
  let forms = 0;
  let messages = 0;
  const answerOf = (request: PendingRequest): PersonsAnswer => {
    if (request.method === 'elicitation/create') {
      const content = canned.elicit[Math.min(forms++, canned.elicit.length - 1)];
      if (content) return { result: { action: 'accept', ...(isForm(request) && { content }) } };
    } else if (request.method === 'sampling/createMessage') {
      const text = canned.sampling[Math.min(messages++, canned.sampling.length - 1)];
      if (text !== undefined) return { result: messageOf(text) };
    }
    say(declined(request));
    return { action: 'decline' };
  };
  return session.onDidChangePendingRequest((request) => {
    if (request.status === 'pending') session.answer(request.id, answerOf(request));
  });
}

/** A result of `sampling/createMessage` (MCP 2025-11-25, Sampling). */
function messageOf(text: string) {
  return {
    role: 'assistant',
    content: { type: 'text', text },
    model: 'portcullis',
    stopReason: 'endTurn',
  };
}

function isForm({ params }: PendingRequest): boolean {
  return params.mode === undefined || params.mode === 'form';
}

function declined(request: PendingRequest): string {
  const { method, params } = request;
  const said = typeof params.message === 'string' ? ` ${shownText(params.message)}` : '';
  if (method === 'sampling/createMessage') {
    return 'The server asks for a message of a model (sampling). Declined; --sampling TEXT answers it.';
  }
  if (method !== 'elicitation/create') return `The server asks for ${shown(method)}. Declined.`;
  if (!isForm(request)) {
    return `The server asks to visit ${shown(String(params.url))}:${said}\nDeclined; --elicit '{}' says yes.`;
  }
  return `The server asks:${said}\nDeclined; --elicit '${shown(exampleOf(params.requestedSchema))}' answers it.`;
}

/** `{"name": …}`: what an answer looks like. */
function exampleOf(schema: unknown): string {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const members = Object.keys(properties).map((name) => `${JSON.stringify(name)}: …`);
  return `{${members.join(', ')}}`;
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
