import { saveBytes } from '../panel/saveBytes';
import { bytesOf, fileNameOf, type ResourceContents } from './resourceContents';

/** Asks where to, and writes the bytes there as they are. @returns false if the person thinks better of it */
export function saveContents(contents: ResourceContents): Promise<boolean> {
  return saveBytes(fileNameOf(contents), Buffer.from(bytesOf(contents)).toString('base64'));
}
