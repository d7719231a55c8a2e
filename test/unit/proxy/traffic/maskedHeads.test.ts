import { expect, it } from 'vitest';
import { maskedHeads } from '../../../../src/proxy/traffic/maskedHeads';
import type { TrafficRecorder } from '../../../../src/proxy/traffic/trafficRecorder';
import type { HttpFact } from '../../../../src/shared/model/httpFact';

const SECRET = 'open sesame/1';

it('takes known secrets out of heads, whatever they are called, and leaves messages as they are', () => {
  const recorded: unknown[] = [];
  const recorder: TrafficRecorder = {
    message: (_direction, raw) => recorded.push(raw),
    noise: (line) => recorded.push(line),
    stderr: (line) => recorded.push(line),
    http: (fact) => recorded.push(fact),
  };
  let secrets: string[] = [];
  const masked = maskedHeads(recorder, () => secrets);
  const request: HttpFact = {
    type: 'request',
    method: 'POST',
    url: `http://127.0.0.1/mcp?tenant=${encodeURIComponent(SECRET)}&q=1`,
    headers: { 'x-tenant': SECRET, accept: 'application/json' },
  };
  masked.http(request, { http: '1' });
  expect(recorded.pop()).toEqual(request);
  secrets = [SECRET];
  masked.http(request, { http: '1' });
  expect(recorded.pop()).toEqual({
    type: 'request',
    method: 'POST',
    url: 'http://127.0.0.1/mcp?tenant=•••&q=1',
    headers: { 'x-tenant': '•••', accept: 'application/json' },
  });
  masked.http({ type: 'response', status: 200, headers: { 'x-seen': SECRET } }, { http: '1' });
  expect(recorded.pop()).toEqual({ type: 'response', status: 200, headers: { 'x-seen': '•••' } });
  masked.message('serverToClient', `"${SECRET}"`);
  masked.stderr(SECRET);
  expect(recorded).toEqual([`"${SECRET}"`, SECRET]);
});
