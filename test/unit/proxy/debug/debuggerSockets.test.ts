import { expect, test } from 'vitest';
import { DebuggerSockets } from '../../../../src/proxy/debug/debuggerSockets';

const at = (port: number, pid = 1) => ({ address: '127.0.0.1', port, pid });

test('leaves out the inspector that a program announced', () => {
  const sockets = new DebuggerSockets();
  const websocketAddress = 'ws://127.0.0.1:9230/5d0d3f0e';
  sockets.add({ kind: 'node', pid: 1, title: 'server.js', websocketAddress });
  expect(sockets.without([at(9230), at(3000)])).toEqual([at(3000)]);
});

test('leaves out the inspector that a program was given by its own flags', () => {
  const sockets = new DebuggerSockets();
  sockets.readLine('Debugger listening on ws://[::1]:9229/5d0d3f0e');
  sockets.readLine('Listening on http://127.0.0.1:3000');
  expect(sockets.without([at(9229), at(3000)])).toEqual([at(3000)]);
});

test('leaves out all that the adapter of debugpy listens on', () => {
  const sockets = new DebuggerSockets();
  sockets.add({ kind: 'python', pid: 1, title: 'server', host: '127.0.0.1', port: 5678 });
  expect(sockets.without([at(5678, 2), at(41_000, 2), at(8000)])).toEqual([at(8000)]);
});

test('leaves nothing out for a program that cannot be debugged', () => {
  const sockets = new DebuggerSockets();
  sockets.add({ kind: 'failed', pid: 1, title: 'x', problem: 'none', program: 'python3' });
  expect(sockets.without([at(8000)])).toEqual([at(8000)]);
});
