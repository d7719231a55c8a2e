import { createInterface, type Interface } from 'node:readline/promises';
import type { PersonsAnswer } from '../proxy/session/pendingRequests';
import type { PendingRequest } from '../shared/model/pendingRequest';
import { UsageError } from './args/usageError';
import { argumentsOf } from './callArguments';
import { isForm, isObject, messageOf, questionOf } from './serverRequest';
import { shown } from './shown';

const DECLINE: PersonsAnswer = { action: 'decline' };

/**
 * Asks the person at the terminal what the server asks: a line for each field of a form. The end of the input
 * (Ctrl-D) declines; Ctrl-C is what it is elsewhere. Never rejects.
 */
export async function askPerson(
  request: PendingRequest,
  signal: AbortSignal,
): Promise<PersonsAnswer> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const over = new AbortController();
  terminal.once('close', () => over.abort());
  let isInterrupted = false;
  terminal.on('SIGINT', () => {
    isInterrupted = true;
    terminal.close();
    process.kill(process.pid, 'SIGINT');
  });
  const prompt = (text: string) =>
    terminal.question(text, { signal: AbortSignal.any([signal, over.signal]) });
  try {
    process.stderr.write(`${questionOf(request)}\n`);
    return await answerOf(request, prompt);
  } catch {
    // Who ends everything knows that.
    process.stderr.write(isInterrupted ? '\n' : '\nDeclined.\n');
    return DECLINE;
  } finally {
    terminal.close();
  }
}

type Prompt = (text: string) => ReturnType<Interface['question']>;

async function answerOf(request: PendingRequest, prompt: Prompt): Promise<PersonsAnswer> {
  if (request.method === 'sampling/createMessage') {
    const text = await prompt('  Answer in its place (nothing declines): ');
    return text === '' ? DECLINE : { result: messageOf(text) };
  }
  if (request.method !== 'elicitation/create') return DECLINE;
  if (!isForm(request)) {
    const text = await prompt('  Visit it in your browser, then type yes: ');
    return /^y(?:es)?$/i.test(text.trim()) ? { result: { action: 'accept' } } : DECLINE;
  }
  const content = await fillIn(request.params.requestedSchema, prompt);
  return { result: { action: 'accept', content } };
}

/** Fields that are left empty have their default, or are left out. */
async function fillIn(schema: unknown, prompt: Prompt): Promise<Record<string, unknown>> {
  const { properties = {}, required = [] } = isObject(schema) ? schema : {};
  const content: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    const mustBe = Array.isArray(required) && required.includes(name);
    const value = await field(name, property, schema, mustBe, prompt);
    if (value !== undefined) content[name] = value;
  }
  return content;
}

async function field(
  name: string,
  property: unknown,
  schema: unknown,
  mustBe: boolean,
  prompt: Prompt,
): Promise<unknown> {
  const { default: fallback } = isObject(property) ? property : {};
  const label = labelOf(name, isObject(property) ? property : {}, mustBe);
  for (;;) {
    const text = await prompt(label);
    if (text === '' && fallback !== undefined) return fallback;
    if (text === '' && !mustBe) return undefined;
    try {
      return argumentsOf([[name, text]], schema)[name];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      process.stderr.write(`  ${shown(error.message.replace(/^--arg /, ''))}\n`);
    }
  }
}

function labelOf(name: string, property: Readonly<Record<string, unknown>>, mustBe: boolean) {
  const { title, enum: choices, default: fallback } = property;
  const label = typeof title === 'string' ? `${title} (${name})` : name;
  const options = Array.isArray(choices) ? ` ${choices.join('|')}` : '';
  const hint = fallback !== undefined ? ` [${String(fallback)}]` : mustBe ? '' : ' (may be empty)';
  return shown(`  ${label}${options}${hint}: `);
}
