import { expect, test } from 'vitest';
import { isDebuggerLine, listeningAddress } from '../../../../src/proxy/debug/debuggerLines';

const LISTENING = 'Debugger listening on ws://127.0.0.1:9229/6f1f8e3c-2d3a-4f0b-9a55-0f1d6a2b7c8d';

test.each([
  LISTENING,
  'For help, see: https://nodejs.org/en/docs/inspector',
  'For help, see: https://nodejs.org/learn/getting-started/debugging',
  'Debugger attached.',
  'Waiting for the debugger to disconnect...',
  '\u001b[32mVisit chrome://inspect to connect to the debugger.\u001b[39m',
  'Deno is waiting for debugger to connect.',
  '0.00s - Debugger warning: It seems that frozen modules are being used, which may',
])('%s is said of the debugger', (line) => {
  expect(isDebuggerLine(line)).toBe(true);
});

test.each([
  'Error: Debugger listening on nothing',
  'the Debugger attached. Or so they say',
  'For help, see: https://example.com/',
  '',
])('"%s" is a word of the server', (line) => {
  expect(isDebuggerLine(line)).toBe(false);
  expect(listeningAddress(line)).toBeUndefined();
});

test('the address is read from the line', () => {
  expect(listeningAddress(LISTENING)).toBe(LISTENING.slice('Debugger listening on '.length));
});
