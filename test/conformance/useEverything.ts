import { headerFault } from '../../src/proxy/session/headerFault';
import type { InspectorSession } from '../../src/proxy/session/inspectorSession';
import { isOpen } from '../../src/shared/model/session';
import type { ScenarioContext } from './client';
import { sampleArguments } from './sampleArguments';

/** Calls each tool, reads each resource and gets each prompt: one after another, as a person would. */
export async function useEverything(
  session: InspectorSession,
  { toolCalls }: ScenarioContext,
): Promise<void> {
  const { tools, resources, prompts, errors } = session.catalog;
  for (const { method, message } of errors) console.error(`${method}: ${message}`);
  const samples = tools.filter(isOffered).map(({ name, inputSchema }) => ({
    name,
    arguments: sampleArguments(inputSchema),
  }));
  for (const params of toolCalls ?? samples) await call(session, 'tools/call', { ...params });
  for (const { uri } of resources) await call(session, 'resources/read', { uri });
  for (const { name } of prompts) await call(session, 'prompts/get', { name, arguments: {} });
}

/** A tool that a client must leave out is shown, but whoever uses it has been warned. */
function isOffered({ inputSchema }: { readonly inputSchema?: unknown }): boolean {
  return headerFault(inputSchema) === undefined;
}

async function call(
  session: InspectorSession,
  method: string,
  params: Record<string, unknown>,
): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { id } = session.call({ method, params });
  const subscription = session.onDidChangeCall((record) => {
    if (record.id !== id || isOpen(record)) return;
    if (record.status !== 'succeeded') console.error(method, params, record.error);
    resolve();
  });
  await ended;
  subscription.dispose();
}
