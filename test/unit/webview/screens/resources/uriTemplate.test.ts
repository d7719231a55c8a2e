import { describe, expect, it } from 'vitest';
import {
  expandTemplate,
  isEmpty,
  type TemplateValues,
  templateVariables,
  textOf,
} from '../../../../../src/webview/screens/resources/uriTemplate';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const list = (...items: string[]) => ({ kind: 'list', items }) as const;
const pairs = (...all: [string, string][]) => ({ kind: 'pairs', pairs: all }) as const;

describe('a URI template', () => {
  it('names its variables once, in order, with what they take', () => {
    expect(templateVariables('a://{host}/{+path}{/tags*}{?q,page:3}{&host}')).toEqual([
      { name: 'host', operator: '', explode: false, optional: false },
      { name: 'path', operator: '+', explode: false, optional: false },
      { name: 'tags', operator: '/', explode: true, optional: true },
      { name: 'q', operator: '?', explode: false, optional: true },
      { name: 'page', operator: '?', explode: false, prefix: 3, optional: true },
    ]);
  });

  // RFC 6570, section 3.2, with its values.
  const values: TemplateValues = {
    count: list('one', 'two', 'three'),
    dom: list('example', 'com'),
    dub: text('me/too'),
    hello: text('Hello World!'),
    half: text('50%'),
    var: text('value'),
    who: text('fred'),
    base: text('http://example.com/home/'),
    path: text('/foo/bar'),
    list: list('red', 'green', 'blue'),
    keys: pairs(['semi', ';'], ['dot', '.'], ['comma', ',']),
    v: text('6'),
    x: text('1024'),
    y: text('768'),
    empty: text(''),
    empty_keys: pairs(),
  };
  it.each([
    ['{count}', 'one,two,three'],
    ['{/count*}', '/one/two/three'],
    ['{;count*}', ';count=one;count=two;count=three'],
    ['{?count}', '?count=one,two,three'],
    ['{&count*}', '&count=one&count=two&count=three'],
    ['{half}', '50%25'],
    ['{x,hello,y}', '1024,Hello%20World%21,768'],
    ['?{x,y,undef}', '?1024,768'],
    ['{var:3}', 'val'],
    ['{var:30}', 'value'],
    ['{list*}', 'red,green,blue'],
    ['{keys}', 'semi,%3B,dot,.,comma,%2C'],
    ['{keys*}', 'semi=%3B,dot=.,comma=%2C'],
    ['{+hello}', 'Hello%20World!'],
    ['{+half}', '50%25'],
    ['{base}index', 'http%3A%2F%2Fexample.com%2Fhome%2Findex'],
    ['{+base}index', 'http://example.com/home/index'],
    ['up{+path}{var}/here', 'up/foo/barvalue/here'],
    ['{+path:6}/here', '/foo/b/here'],
    ['{+keys*}', 'semi=;,dot=.,comma=,'],
    ['{#path,x}/here', '#/foo/bar,1024/here'],
    ['X{#undef}', 'X'],
    ['www{.dom*}', 'www.example.com'],
    ['X{.var:3}', 'X.val'],
    ['{/var:1,var}', '/v/value'],
    ['{/list*,path:4}', '/red/green/blue/%2Ffoo'],
    ['{;keys*}', ';semi=%3B;dot=.;comma=%2C'],
    ['{;v,undef,who}', ';v=6;who=fred'],
    ['{?x,y,undef}', '?x=1024&y=768'],
    ['{?keys}', '?keys=semi,%3B,dot,.,comma,%2C'],
    ['?fixed=yes{&x}', '?fixed=yes&x=1024'],
    ['{?empty_keys*}', ''],
  ])('%s is expanded to %s', (template, expected) =>
    expect(expandTemplate(template, values)).toBe(expected),
  );

  it('leaves out what is given nothing, of several values too', () => {
    expect(expandTemplate('a://x{?q,tags*}', { q: text(''), tags: list('', 'b') })).toBe(
      'a://x?tags=b',
    );
    expect(isEmpty(undefined)).toBe(true);
    expect(isEmpty(list('', ''))).toBe(true);
    expect(isEmpty(pairs(['', 'x']))).toBe(true);
    expect(isEmpty(pairs(['x', '']))).toBe(false);
  });

  it('counts the characters of a prefix, not the halves of which some are made', () => {
    expect(expandTemplate('{id:2}', { id: text('🎈🎉🎊') })).toBe(encodeURIComponent('🎈🎉'));
    expect(expandTemplate('{id}', { id: text('\ud83c') })).toBe('%EF%BF%BD');
  });

  it('survives what is no template', () => {
    expect(templateVariables('a://{}/{:3}/{b')).toEqual([]);
    expect(expandTemplate('a://x/{b', {})).toBe('a://x/{b');
  });

  it('gives the values as one text, for completion by them', () => {
    expect(textOf(text('a'))).toBe('a');
    expect(textOf(list('a', '', 'b'))).toBe('a,b');
    expect(textOf(pairs(['a', 'b']))).toBe('a=b');
  });
});
