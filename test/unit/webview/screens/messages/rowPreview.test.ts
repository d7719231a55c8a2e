import { expect, it } from 'vitest';
import { rowPreview } from '../../../../../src/webview/screens/messages/rowPreview';

it.each([
  ['{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo"}}', '{"name":"echo"}'],
  ['{"result":{"tools":[{"id":1}]},"jsonrpc":"2.0","id":"a,}b"}', '{"tools":[{"id":1}]}'],
  ['{ "jsonrpc" : "2.0" , "id" : 1 , "error" : { "code" : -1 } }', '{ "code" : -1 }'],
  ['{"jsonrpc":"2.0","method":"notifications/initialized"}', ''],
  ['{"method":"roots/list","jsonrpc":"2.0","id":0}', ''],
  ['{"jsonrpc":"2.0","id":9,"result":{"content":[{"type":"te', '{"content":[{"type":"te'],
  ['{"jsonrpc":"2.0","id":9,"resu', '"resu'],
  ['[{"jsonrpc":"2.0","id":1}]', '[{"jsonrpc":"2.0","id":1}]'],
  ['Listening {"jsonrpc":"2.0"}', 'Listening {"jsonrpc":"2.0"}'],
  ['{"name":"echo"}', '"name":"echo"'],
])('%s shows %s', (preview, text) => expect(rowPreview(preview)).toBe(text));
