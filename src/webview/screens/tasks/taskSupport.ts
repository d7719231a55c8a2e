import type { Tool } from '@modelcontextprotocol/client';
import type { SessionSummary } from '../../../shared/model/session';
import { isObject } from '../../schema/isObject';

const EXTENSION = 'io.modelcontextprotocol/tasks';

/** Whether the server makes tasks at all: by its capabilities (legacy era), or by an extension (modern era). */
export function offersTasks(session: SessionSummary | undefined): boolean {
  if (session?.era === 'legacy') return isObject(session.capabilities.tasks);
  const { extensions } = (session?.capabilities ?? {}) as { readonly extensions?: unknown };
  return isObject(extensions) && isObject(extensions[EXTENSION]);
}

/**
 * Who decides whether a call of a tool becomes a task. Legacy era: the caller, as far as the tool allows it (MCP
 * 2025-11-25, Tasks, Tool-Level Negotiation). Modern era: the server alone.
 */
export type TaskSupport = 'forbidden' | 'optional' | 'required' | 'server';

export function taskSupport(
  { execution }: Pick<Tool, 'execution'>,
  session: SessionSummary | undefined,
): TaskSupport {
  if (!session || !offersTasks(session)) return 'forbidden';
  if (session.era === 'modern') return 'server';
  const requests = session.capabilities.tasks?.requests;
  if (!isObject(requests?.tools?.call)) return 'forbidden';
  return execution?.taskSupport ?? 'forbidden';
}

/** The params of a call that is to run as a task (legacy era). @param ttl in ms, how long it is kept */
export function asTask<P extends object>(params: P, ttl?: number): P & { task: { ttl?: number } } {
  return { ...params, task: ttl === undefined ? {} : { ttl } };
}
