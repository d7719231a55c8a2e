// Records without end, and prints the position of what must be on disk by now.
import { openTrafficLog } from './trafficLog.mjs';

const [folder, server] = process.argv.slice(2);
const log = openTrafficLog({ folder, onProblem: (text) => console.error(text) });
const recorder = log.recorder(server);
let id = 0;
const turn = () => {
  for (let count = 0; count < 50; count++) {
    id++;
    const request = JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { id } });
    recorder.message('clientToServer', request, { sessionId: 's' });
    recorder.message('serverToClient', JSON.stringify({ jsonrpc: '2.0', id, result: {} }), {
      sessionId: 's',
    });
  }
  // What a turn has recorded is written before the next begins, and at its end.
  const recorded = id * 2;
  setImmediate(() => setImmediate(() => process.stdout.write(`${recorded}\n`, turn)));
};
turn();
