import { describe, expect, it } from 'vitest';
import { bytesOf, fileNameOf } from '../../../../src/extension/resources/resourceContents';

describe('the file of a resource', () => {
  it.each([
    ['test://static-text', 'text/plain', 'static-text.txt'],
    ['test://static-text', undefined, 'static-text.txt'],
    ['test://readme.md', 'text/markdown', 'readme.md'],
    ['test://main.rs', 'text/plain', 'main.rs'],
    ['test://v1.2', 'text/markdown; charset=utf-8', 'v1.2.md'],
    ['test://picture', 'image/png', 'picture.png'],
    ['test://picture.dat', 'image/png', 'picture.dat.png'],
    ['test://photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['test://map', 'application/geo+json', 'map.json'],
    ['test://a/b%20c/?q=x/y#z', 'text/csv', 'b c.csv'],
    ['file:///etc/passwd', 'text/plain', 'passwd.txt'],
    ['urn:isbn:12', 'text/plain', '12.txt'],
    ['a://..%2F..%2Fetc%2Fx', 'text/plain', '_.._etc_x.txt'],
    ['a://%', 'text/plain', '%.txt'],
    ['a://', 'text/plain', 'resource.txt'],
  ])('%s of %s is called %s', (uri, mimeType, name) =>
    expect(fileNameOf({ uri, mimeType, text: '' })).toBe(name),
  );

  it('of bytes that nobody knows is called so', () => {
    expect(fileNameOf({ uri: 'a://b', blob: '' })).toBe('b.bin');
  });

  it('holds the very bytes', () => {
    expect([...bytesOf({ uri: 'a://b', blob: 'AP/+' })]).toEqual([0, 255, 254]);
    expect([...bytesOf({ uri: 'a://b', text: 'é\r\n' })]).toEqual([0xc3, 0xa9, 13, 10]);
  });
});
