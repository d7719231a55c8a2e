import { describe, expect, it } from 'vitest';
import {
  judge,
  judgeWritten,
  readMatchers,
  type ServerIdentity,
} from '../../../../src/extension/policy/serverLists';

const url = (address: string): ServerIdentity => ({ name: 'one', url: address });
const allowing = (serverUrl: string) => ({ allowed: [{ serverUrl }], denied: [] });

describe('lists of allowed and denied servers', () => {
  it('allow everything when there are none, and nothing when the list is empty', () => {
    expect(judge({ allowed: undefined, denied: [] }, { name: 'one' })).toBe('allowed');
    expect(judge({ allowed: [], denied: [] }, { name: 'one' })).toBe('notAllowed');
  });

  it('deny what is on both', () => {
    const lists = { allowed: [{ serverName: 'one' }], denied: [{ serverName: 'one' }] };
    expect(judge(lists, { name: 'one' })).toBe('denied');
    expect(judge(lists, { name: 'One' })).toBe('notAllowed');
  });

  it('know a command by all of its words', () => {
    const lists = { allowed: [{ serverCommand: ['npx', '-y', 'server'] }], denied: [] };
    expect(judge(lists, { name: 'a', command: ['npx', '-y', 'server'] })).toBe('allowed');
    expect(judge(lists, { name: 'a', command: ['npx', '-y'] })).toBe('notAllowed');
    expect(judge(lists, { name: 'a', command: ['npx', '-y', 'server', '--x'] })).toBe('notAllowed');
    expect(judge(lists, url('http://a.test/'))).toBe('notAllowed');
  });

  it.each<[pattern: string, address: string, boolean]>([
    ['https://a.test/mcp', 'https://a.test/mcp', true],
    ['https://a.test/mcp', 'HTTPS://A.TEST:443/mcp#here', true],
    ['https://a.test/mcp', 'https://someone:pass@a.test/mcp', true],
    ['https://a.test/mcp', 'https://a.test/mcp/more', false],
    ['https://a.test/mcp', 'http://a.test/mcp', false],
    ['https://*.a.test/*', 'https://x.a.test/mcp', true],
    ['https://*.a.test/*', 'https://x.y.a.test/mcp?q=1', true],
    ['https://*.a.test/*', 'https://a.test/mcp', false],
    ['https://*.a.test/*', 'https://evil.test/x.a.test/', false],
    ['https://*.a.test/*', 'https://evil.test\\.a.test/', false],
    ['https://*.a.test/*', 'https://x.a.test@evil.test/', false],
    ['https://*.a.test/*', 'https://x.a.test.evil.test/', false],
    ['https://a.test*', 'https://a.test/', true],
    ['https://a.test:443/*', 'https://a.test/mcp', true],
    ['http://127.0.0.1:*/mcp', 'http://127.0.0.1:8080/mcp', true],
    ['http://127.0.0.1:*/mcp', 'http://127.0.0.1/mcp', true],
    ['http://127.0.0.1:*/mcp', 'http://127.0.0.1:80@evil.test/mcp', false],
    ['http://[::1]:*/*', 'http://[::1]:9/mcp', true],
    ['*', 'https://a.test/mcp', false],
    ['https://*', 'https://a.test/', true],
    ['https://a.test/(*', 'https://a.test/(x', true],
    ['not a url', 'https://a.test/', false],
  ])('%s and %s: %s', (pattern, address, isMet) => {
    expect(judge(allowing(pattern), url(address))).toBe(isMet ? 'allowed' : 'notAllowed');
  });

  it('wait for variables before they judge an address or a command', () => {
    const written = url('https://${input:host}/mcp');
    expect(judgeWritten(allowing('https://a.test/mcp'), written)).toBe('allowed');
    expect(judge(allowing('https://a.test/mcp'), url('https://b.test/mcp'))).toBe('notAllowed');
    const byName = { allowed: [{ serverName: 'two' }], denied: [] };
    expect(judgeWritten(byName, written)).toBe('notAllowed');
    const denied = { allowed: undefined, denied: [{ serverName: 'one' }] };
    expect(judgeWritten(denied, written)).toBe('denied');
    const command = { name: 'a', command: ['${env:TOOL}', 'x'] };
    const commands = { allowed: [{ serverCommand: ['tool', 'x'] }], denied: [] };
    expect(judgeWritten(commands, command)).toBe('allowed');
    expect(judgeWritten(allowing('https://a.test/'), command)).toBe('notAllowed');
  });

  it('are read as VS Code reads them', () => {
    expect(readMatchers(null)).toBeUndefined();
    expect(readMatchers('one')).toBeUndefined();
    const entries = [
      { serverName: 'a' },
      { serverName: '' },
      { serverName: 'a', serverUrl: 'b' },
      { serverCommand: [] },
      { serverCommand: ['a', 1] },
      { serverCommand: ['a'] },
      null,
      {},
    ];
    expect(readMatchers(entries)).toEqual([{ serverName: 'a' }, { serverCommand: ['a'] }]);
  });
});
