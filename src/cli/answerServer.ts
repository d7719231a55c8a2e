import type { InspectorSession } from '../proxy/session/inspectorSession';
import type { PersonsAnswer } from '../proxy/session/pendingRequests';
import type { PendingRequest } from '../shared/model/pendingRequest';
import type { Offers } from '../shared/model/server';
import { isForm, isObject, messageOf, questionOf } from './serverRequest';
import { shown } from './shown';

/** What stands ready for a server that asks something back, in the order in which it asks. */
export interface CannedAnswers {
  /** The content of a form. */
  readonly elicit: readonly Readonly<Record<string, unknown>>[];
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

export interface AnswerOptions {
  readonly canned: CannedAnswers;
  /** Asks whoever sits at the terminal; absent: nobody does. */
  readonly ask?: ((request: PendingRequest, say: Say) => Promise<PersonsAnswer>) | undefined;
  readonly say: Say;
}

/** Writes to stderr. */
type Say = (text: string) => void;

/**
 * Answers what the server asks back while a call runs, one after the other. The last canned answer of a kind
 * serves for all that follow. Where there is none, and nobody to ask, declines and says so.
 */
export function answerServer(
  session: InspectorSession,
  { canned, ask = declineAloud, say }: AnswerOptions,
): { dispose(): void } {
  let forms = 0;
  let messages = 0;
  let queue = Promise.resolve();
  const cannedAnswer = (request: PendingRequest): PersonsAnswer | undefined => {
    if (request.method === 'elicitation/create') {
      const content = canned.elicit[Math.min(forms++, canned.elicit.length - 1)];
      return content && { result: { action: 'accept', ...(isForm(request) && { content }) } };
    }
    if (request.method !== 'sampling/createMessage') return undefined;
    const text = canned.sampling[Math.min(messages++, canned.sampling.length - 1)];
    return text === undefined ? undefined : { result: messageOf(text) };
  };
  const answer = async (request: PendingRequest) => {
    const given = cannedAnswer(request) ?? (await ask(request, say));
    const isWaiting = session.pendingRequests().some(({ id, status }) => {
      return id === request.id && status === 'pending';
    });
    if (isWaiting) session.answer(request.id, given);
  };
  return session.onDidChangePendingRequest((request) => {
    if (request.status === 'pending') queue = queue.then(() => answer(request));
  });
}

async function declineAloud(request: PendingRequest, say: Say): Promise<PersonsAnswer> {
  const answers = hintOf(request);
  say(`${questionOf(request)}\nDeclined${answers === undefined ? '.' : `; ${answers}`}`);
  return { action: 'decline' };
}

function hintOf(request: PendingRequest): string | undefined {
  const { method, params } = request;
  if (method === 'sampling/createMessage') return '--sampling TEXT answers it.';
  if (method !== 'elicitation/create') return undefined;
  if (!isForm(request)) return `--elicit '{}' says yes.`;
  return `--elicit '${shown(exampleOf(params.requestedSchema))}' answers it.`;
}

/** `{"name": …}`: what an answer looks like. */
function exampleOf(schema: unknown): string {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const members = Object.keys(properties).map((name) => `${JSON.stringify(name)}: …`);
  return `{${members.join(', ')}}`;
}
