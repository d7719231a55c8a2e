import { expect, it } from 'vitest';
import { describeChanges, describeLaunch } from '../../../../src/extension/trust/launchWords';
import { english } from '../words';

const fact = (digest: string, text?: string) => ({ digest, ...(text !== undefined && { text }) });

it('describes what is run, by names and without values', () => {
  const facts = {
    command: fact('1', 'node a.js'),
    url: fact('2', 'http://127.0.0.1:${port}/mcp'),
    cwd: fact('3', '/work'),
    'env.A': fact('4'),
    'env.B': fact('5'),
    'headers.X': fact('6'),
    commands: fact('7', 'one\ntwo'),
    dev: fact('8', '{"build":"compile"}'),
  };
  expect(describeLaunch(facts, english)).toEqual([
    'node a.js',
    'Address: http://127.0.0.1:${port}/mcp',
    'Folder: /work',
    'Environment: A, B',
    'Headers: X',
    'VS Code commands: one, two',
    'dev: {"build":"compile"}',
  ]);
});

it('describes what has changed, and shows no value that was hidden', () => {
  const before = {
    command: fact('1', 'node a.js'),
    cwd: fact('2', '/work'),
    'env.A': fact('3'),
    'env.B': fact('4'),
  };
  const after = {
    command: fact('5', 'node b.js'),
    cwd: fact('6', '/work'),
    'env.A': fact('7'),
    'headers.X': fact('8'),
  };
  expect(describeChanges(before, after, english)).toEqual([
    '− Command: node a.js',
    '+ Command: node b.js',
    'Folder: another value',
    'Environment variable A: another value',
    '− Environment variable B: removed',
    '+ Header X: added',
  ]);
});

it('says that a line is longer than it shows', () => {
  const [line] = describeLaunch({ command: fact('1', 'x'.repeat(3_000)) }, english);
  expect(line).toMatch(/^x{1200}… \(1800 more characters: read the entry first\)$/);
});

it('lets no name break a line in two', () => {
  const [, line] = describeLaunch(
    { command: fact('1', 'a'), 'env.A\nFolder: /safe': fact('2') },
    english,
  );
  expect(line).toBe('Environment: A\\u{a}Folder: /safe');
});
