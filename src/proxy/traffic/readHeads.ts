import type { TrafficHead } from '../../shared/model/traffic';
import type { Segment } from './segment';
import type { SegmentList } from './segmentList';

/** The heads of entries at positions in order, as far as they are still there: those of a segment together. */
export function readHeads(
  segments: SegmentList,
  seqs: readonly number[],
  read: (segment: Segment, seqs: readonly number[]) => readonly TrafficHead[],
): TrafficHead[] {
  return [...segments.split(seqs)].flatMap(([segment, own]) => read(segment, own));
}
