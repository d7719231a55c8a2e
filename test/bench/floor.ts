import { Agent, request } from 'node:http';
import { SseScanner } from '../../src/proxy/transport/sseScanner';

const agent = new Agent({ keepAlive: true });

/**
 * Calls a tool over HTTP with nothing but Node's own client and one `JSON.parse`: what no client can do
 * without. @returns the result
 */
export function bareRequest(
  url: string,
  params: { name: string; arguments: Record<string, unknown> },
): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent });
    sent.on('error', reject);
    sent.once('response', (response) => {
      const isStream = response.headers['content-type'] === 'text/event-stream';
      const chunks: Buffer[] = [];
      const scanner = new SseScanner(({ data }) => resolve(JSON.parse(data)));
      response.on('data', (chunk: Buffer) => {
        if (isStream) scanner.push(chunk);
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.once('end', () => {
        if (!isStream) resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    sent.end(body);
  });
}
