import { expect, test } from 'vitest';
import { printedUrls } from '../../../../../src/proxy/diagnosis/output/printedUrls';

test.each([
  [
    'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)',
    'http://127.0.0.1:8000/',
  ],
  ['Server listening at http://localhost:3000/mcp.', 'http://localhost:3000/mcp'],
  ['  ➜  Local:   http://localhost:5173/', 'http://localhost:5173/'],
  ['listening on [::]:4000', 'http://127.0.0.1:4000/'],
  ['Listening on http://[::1]:4000/mcp', 'http://[::1]:4000/mcp'],
  ['Serving on *:4000', 'http://127.0.0.1:4000/'],
  ['Express server started on port 4000', 'http://127.0.0.1:4000/'],
  ['Listening on 127.0.0.1:4000', 'http://127.0.0.1:4000/'],
  ['time=12:30:45 level=info msg="server listening" addr=:4000', 'http://127.0.0.1:4000/'],
  ['* Running on all addresses (0.0.0.0)', undefined],
  ['Server started in 350 ms', undefined],
  ['Connecting to database at 10.0.0.5:5432', undefined],
  ['12:30:45 server started', undefined],
])('%s → %s', (line, url) => {
  expect(printedUrls([line])).toEqual(url === undefined ? [] : [url]);
});

test('each address once, in the order of printing', () => {
  const lines = ['Running on http://127.0.0.1:5000', 'Running on http://0.0.0.0:5000', 'port: 80'];
  expect(printedUrls(lines)).toEqual(['http://127.0.0.1:5000/']);
});
