import type { PendingRequest } from '../../../src/shared/model/pendingRequest';
import type { CallRecord } from '../../../src/shared/model/session';
import type { TaskRecord } from '../../../src/shared/model/task';
import { readyServer } from './everything';

const ids = { serverId: readyServer.id, sessionId: 'session-1' };

/** What servers ask, in the words of the fixture of both eras and of the specification's examples. */
export function request(
  id: string,
  change: Partial<PendingRequest> & Pick<PendingRequest, 'method' | 'params'>,
): PendingRequest {
  return {
    id,
    ...ids,
    origin: { kind: 'request', rpcId: id },
    status: 'pending',
    receivedAt: Date.now() - 5_000,
    ...change,
  };
}

export const sampling = (change: Partial<PendingRequest> = {}) =>
  request('sampling-1', {
    method: 'sampling/createMessage',
    params: {
      systemPrompt: 'You are a helpful geographer.',
      messages: [
        { role: 'user', content: { type: 'text', text: 'Which countries border France?' } },
        { role: 'assistant', content: { type: 'text', text: 'Eight of them in Europe.' } },
        { role: 'user', content: [{ type: 'text', text: 'What is the capital of France?' }] },
      ],
      maxTokens: 100,
      temperature: 0.2,
      modelPreferences: { hints: [{ name: 'sonnet' }], intelligencePriority: 0.8 },
    },
    ...change,
  });

export const form = (change: Partial<PendingRequest> = {}) =>
  request('form-1', {
    method: 'elicitation/create',
    params: {
      message: 'Please confirm your booking',
      requestedSchema: {
        type: 'object',
        properties: {
          username: { type: 'string', title: 'User name', minLength: 2 },
          seats: { type: 'integer', description: 'How many', default: 2, minimum: 1 },
          window: { type: 'boolean', title: 'At the window', default: true },
          meal: {
            type: 'string',
            title: 'Meal',
            oneOf: [
              { const: 'v', title: 'Vegetarian' },
              { const: 'f', title: 'Fish' },
            ],
          },
        },
        required: ['username'],
      },
    },
    ...change,
  });

export const address = (change: Partial<PendingRequest> = {}) =>
  request('url-1', {
    method: 'elicitation/create',
    params: {
      mode: 'url',
      message: 'Please sign in',
      url: 'https://accounts.example.org/sign-in?state=4f1c0de&next=%2Fdone',
      elicitationId: 'e-1',
    },
    ...change,
  });

export const roots = (change: Partial<PendingRequest> = {}) =>
  request('roots-1', {
    method: 'roots/list',
    params: {},
    status: 'answered',
    automatic: true,
    endedAt: Date.now() - 4_000,
    answer: { result: { roots: [{ uri: 'file:///home/ada/work', name: 'work' }] } },
    ...change,
  });

export const waitingCall: CallRecord = {
  id: 'call-waiting',
  ...ids,
  method: 'tools/call',
  params: { name: 'get-sum', arguments: { a: 1, b: 2 } },
  status: 'inputRequired',
  startedAt: Date.now() - 8_000,
};

/** Two rounds of one call: the first has been answered. */
export const rounds = (): PendingRequest[] => [
  form({
    id: 'round-1',
    origin: { kind: 'call', callId: waitingCall.id, key: 'step1', round: 1 },
    params: {
      message: 'Step 1: What is your name?',
      requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
    },
    status: 'answered',
    endedAt: Date.now() - 3_000,
    answer: { result: { action: 'accept', content: { name: 'Ada' } } },
  }),
  form({
    id: 'round-2',
    origin: { kind: 'call', callId: waitingCall.id, key: 'step2', round: 2 },
    params: {
      message: 'Step 2: What is your favorite color?',
      requestedSchema: { type: 'object', properties: { color: { type: 'string' } } },
    },
  }),
];

export function task(id: string, change: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id,
    ...ids,
    status: 'working',
    ttl: 60_000,
    pollInterval: 500,
    task: { taskId: id, status: 'working', createdAt: '2026-01-31T14:03:07.000Z' },
    updatedAt: Date.now(),
    isFollowed: true,
    ...change,
  };
}
