import { describe, expect, it } from 'vitest';
import {
  expandTemplate,
  templateVariables,
} from '../../../../../src/webview/screens/resources/uriTemplate';

describe('a URI template', () => {
  it('names its variables once, in order, with what they take', () => {
    expect(templateVariables('a://{host}/{+path}{/tags*}{?q,page:3}{&host}')).toEqual([
      { name: 'host', list: false, optional: false },
      { name: 'path', list: false, optional: false },
      { name: 'tags', list: true, optional: false },
      { name: 'q', list: false, optional: true },
      { name: 'page', list: false, optional: true },
    ]);
  });

  it.each([
    ['a://x/{id}', { id: 'a b/c' }, 'a://x/a%20b%2Fc'],
    ['a://x/{+id}', { id: 'a/b' }, 'a://x/a/b'],
    ['a://x{/tags*}', { tags: 'a, b' }, 'a://x/a/b'],
    ['a://x{?q,page}', { q: '1', page: '' }, 'a://x?q=1'],
    ['a://x{?tags*}', { tags: 'a,b' }, 'a://x?tags=a&tags=b'],
    ['a://x/{id:2}', { id: 'abc' }, 'a://x/ab'],
    ['a://x/{id}', {}, 'a://x/'],
  ])('%s with %j is %s', (template, values, uri) =>
    expect(expandTemplate(template, values)).toBe(uri),
  );
});
