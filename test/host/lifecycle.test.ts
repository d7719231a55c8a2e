import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PortcullisApi } from '../../src/extension/api';
import {
  activatePortcullis,
  fixture,
  isAlive,
  untilServers,
  untilStatus,
  writeFiles,
} from './support/portcullis';

const ID = 'root/subject';

describe("a server's life", () => {
  let api: PortcullisApi;
  let restore: () => Promise<void>;

  before(async () => {
    api = await activatePortcullis();
    restore = await writeFiles({
      '.mcp.json': {
        mcpServers: {
          subject: { command: 'node', args: [fixture('stdioServer.mjs')] },
          crash: { command: 'node', args: [fixture('crashAtBoot.mjs')] },
        },
      },
    });
    await untilStatus(api, ID, 'idle');
  });

  after(async () => {
    await api.stop(ID);
    await restore();
  });

  async function start() {
    await api.start(ID);
    const { process } = await untilStatus(api, ID, 'ready', 'failed');
    assert.ok(process, 'It has a process.');
    return process.pid;
  }

  it('starts, and stops with its process', async () => {
    const pid = await start();
    assert.equal(isAlive(pid), true);
    await api.stop(ID);
    assert.equal(isAlive(pid), false);
    await untilStatus(api, ID, 'stopped');
  });

  it('is replaced by another process when it is started again', async () => {
    const first = await start();
    await api.start(ID);
    const second = await untilServers(api, (servers) =>
      servers.find(({ id, state, process }) => {
        return id === ID && state.status === 'ready' && process?.pid !== first;
      }),
    );
    assert.equal(isAlive(second.process!.pid), true);
    assert.equal(isAlive(first), false);
  });

  it('says why it is not ready', async () => {
    await api.start('root/crash');
    const { state } = await untilStatus(api, 'root/crash', 'failed');
    assert.ok(state.status === 'failed');
    assert.match(state.diagnosis.code, /^process\./);
    assert.ok(state.diagnosis.fixes.length > 0);
  });

  it('comes back when the proxy was killed', async function () {
    // Windows does not say who started a process in a way that is worth the trouble here.
    if (process.platform === 'win32') this.skip();
    const pid = await start();
    const failed = untilStatus(api, ID, 'failed');
    process.kill(await parentOf(pid), 'SIGKILL');
    const { state } = await failed;
    assert.equal(state.status === 'failed' && state.diagnosis.code, 'proxy.crashed');
    const again = await untilStatus(api, ID, 'ready');
    assert.notEqual(again.process?.pid, pid);
  });

  it('refuses to start what does not exist', async () => {
    await assert.rejects(async () => api.start('root/nobody'), /no server/);
  });
});

/** The pid of the process that started another one. */
async function parentOf(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(pid)]);
  return Number(stdout);
}
