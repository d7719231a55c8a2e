import { beforeEach, expect, it, vi } from 'vitest';
import { McpPolicy } from '../../../../src/extension/policy/mcpPolicy';

/** Settings below `chat.mcp`, as VS Code gives them to extensions: a policy stands in the place of the default. */
const settings = vi.hoisted(() => ({
  defaults: {} as Record<string, unknown>,
  user: {} as Record<string, unknown>,
  policy: {} as Record<string, unknown>,
}));
vi.mock('vscode', () => ({
  EventEmitter: class {
    event = () => ({ dispose: () => {} });
    dispose() {}
  },
  workspace: {
    onDidChangeConfiguration: () => ({ dispose: () => {} }),
    getConfiguration: () => ({
      get: (key: string) => settings.policy[key] ?? settings.user[key] ?? settings.defaults[key],
      inspect: (key: string) => ({
        defaultValue: settings.policy[key] ?? settings.defaults[key],
        globalValue: settings.user[key],
      }),
    }),
  },
}));

const TODAY = { access: 'all', allowedServers: null, deniedServers: null };
const one = { name: 'one', command: ['node', 'one.js'] };

beforeEach(() => {
  Object.assign(settings, { defaults: TODAY, user: {}, policy: {} });
});

const refusal = () => new McpPolicy().refusal(one, 'resolved');

it('refuses nothing where nothing is set', () => {
  expect(new McpPolicy().chatAccess).toBe('all');
  expect(refusal()).toBeUndefined();
});

it.each(['none', 'registry'])('keeps to the chat what the user sets for it: %s', (access) => {
  settings.user = { access };
  expect(new McpPolicy().chatAccess).toBe(access);
  expect(refusal()).toBeUndefined();
});

it.each(['none', 'registry'])('starts nothing where a policy sets it: %s', (access) => {
  settings.policy = { access };
  settings.user = { access: 'all' };
  expect(new McpPolicy().chatAccess).toBe(access);
  expect(refusal()).toEqual({ reason: access, setting: 'chat.mcp.access' });
});

it('knows the setting that older versions have in its place', () => {
  settings.defaults = { enabled: true };
  expect(new McpPolicy().chatAccess).toBe('all');
  settings.user = { enabled: false };
  expect(new McpPolicy().chatAccess).toBe('none');
  expect(refusal()).toBeUndefined();
  settings.policy = { enabled: false };
  expect(refusal()).toEqual({ reason: 'none', setting: 'chat.mcp.enabled' });
});

it.each(['user', 'policy'] as const)('keeps to the lists that a %s sets', (who) => {
  settings[who] = { deniedServers: [{ serverName: 'one' }] };
  expect(refusal()).toEqual({ reason: 'denied', setting: 'chat.mcp.deniedServers' });
  settings[who] = { allowedServers: [{ serverName: 'two' }] };
  expect(refusal()).toEqual({ reason: 'notAllowed', setting: 'chat.mcp.allowedServers' });
  settings[who] = { allowedServers: [{ serverCommand: ['node', 'one.js'] }] };
  expect(refusal()).toBeUndefined();
});

it('lets the list of the policy alone allow, where it says so; the user may still deny', () => {
  settings.policy = { allowManagedServersOnly: true };
  settings.user = { allowedServers: [{ serverName: 'one' }] };
  expect(refusal()).toMatchObject({ reason: 'notAllowed' });
  settings.policy = { allowManagedServersOnly: true, allowedServers: [{ serverName: 'one' }] };
  expect(refusal()).toBeUndefined();
  settings.user = { deniedServers: [{ serverName: 'one' }] };
  expect(refusal()).toMatchObject({ reason: 'denied' });
});
