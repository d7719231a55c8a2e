import { type Segment, segmentPath } from './segment';
import { SegmentFile } from './segmentStore';

/**
 * Writes down what of a segment is in memory only.
 * @param isOpen it is still appended to
 * @returns whether all of it is on disk
 */
export function moveToDisk(segment: Segment, folder: string, isOpen: boolean): boolean {
  if (segment.store instanceof SegmentFile) return segment.store.retry();
  const file = new SegmentFile(segmentPath(folder, segment.firstSeq));
  file.append(segment.store.read(0, segment.store.size));
  file.flush();
  if (file.failure) {
    try {
      file.remove();
    } catch {
      // Nothing can be done there: it was tried in vain.
    }
    return false;
  }
  if (!isOpen) file.seal();
  segment.moveTo(file);
  return true;
}
