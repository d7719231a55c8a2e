import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../../../src/shared/model/session';
import {
  asTask,
  offersTasks,
  taskSupport,
} from '../../../../../src/webview/screens/tasks/taskSupport';

const session = (era: 'legacy' | 'modern', capabilities: object) =>
  ({ era, capabilities }) as SessionSummary;
const legacy = session('legacy', { tasks: { requests: { tools: { call: {} } } } });
const modern = session('modern', { extensions: { 'io.modelcontextprotocol/tasks': {} } });

describe('taskSupport', () => {
  it.each(['optional', 'required', 'forbidden'] as const)('is what a tool says: %s', (support) => {
    expect(taskSupport({ execution: { taskSupport: support } }, legacy)).toBe(support);
  });

  it('is none for a tool that says nothing, or a server that runs no calls as tasks', () => {
    expect(taskSupport({}, legacy)).toBe('forbidden');
    const execution = { taskSupport: 'required' } as const;
    expect(taskSupport({ execution }, session('legacy', { tasks: { list: {} } }))).toBe(
      'forbidden',
    );
    expect(taskSupport({ execution }, session('legacy', {}))).toBe('forbidden');
    expect(taskSupport({ execution }, undefined)).toBe('forbidden');
  });

  it('is the server’s to say in the modern era', () => {
    expect(taskSupport({}, modern)).toBe('server');
    expect(offersTasks(session('modern', { tasks: {} }))).toBe(false);
  });
});

it('asks for a task by its params', () => {
  expect(asTask({ name: 'x' })).toEqual({ name: 'x', task: {} });
  expect(asTask({ name: 'x' }, 1000)).toEqual({ name: 'x', task: { ttl: 1000 } });
});
